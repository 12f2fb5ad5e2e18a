const WITHIN_MS = 60_000;

/** For what is refused at first: answers whether the same was asked within the last minute, so it is meant. */
export function insistence(now: () => number = () => performance.now()): () => boolean {
  let before = -Infinity;
  return () => {
    const insisted = now() - before < WITHIN_MS;
    before = insisted ? -Infinity : now();
    return insisted;
  };
}
