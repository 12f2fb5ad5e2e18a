/** Often enough for a lock that counts in minutes, and seldom enough to cost nothing. */
const TELL_EVERY_MS = 10_000;

/** Passes on that a key or pointer moved, at most once in ten seconds. `now` is a monotonic clock in milliseconds. */
export function tellPresence(tell: () => void, now: () => number = () => performance.now()): () => void {
  let told = -Infinity;
  return () => {
    if (now() - told < TELL_EVERY_MS) return;
    told = now();
    tell();
  };
}
