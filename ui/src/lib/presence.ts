/** Often enough for a lock that counts in minutes, and seldom enough to cost nothing. */
const TELL_EVERY_MS = 10_000;

/**
 * Passes on that a key or pointer moved, at most once in ten seconds; while it is `urgent`, at once.
 * `now` is a monotonic clock in milliseconds.
 */
export function tellPresence(
  tell: () => void,
  urgent: () => boolean = () => false,
  now: () => number = () => performance.now(),
): () => void {
  let told = -Infinity;
  return () => {
    if (now() - told < TELL_EVERY_MS && !urgent()) return;
    told = now();
    tell();
  };
}

/** For what must not be locked away unread: tells it at once, then as often as a busy hand would, until the answer is called. */
export function keepTelling(tell: () => void): () => void {
  tell();
  const clock = setInterval(tell, TELL_EVERY_MS);
  return () => clearInterval(clock);
}

/** Whether the pointer itself moved: what comes up under a resting pointer makes the same event. */
export function pointerWatch(): (event: Pick<PointerEvent, 'screenX' | 'screenY'>) => boolean {
  let last: { x: number; y: number } | null = null;
  return ({ screenX: x, screenY: y }) => {
    const moved = last !== null && (last.x !== x || last.y !== y);
    last = { x, y };
    return moved;
  };
}
