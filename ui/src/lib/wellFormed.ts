/**
 * The same, with U+FFFD where half of a sign stands. The page's own text may hold such a half, as from a careless paste,
 * and no other program can read it: without this, all words around it could not be saved.
 */
export function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed() as T;
  if (Array.isArray(value)) return value.map((each: unknown) => wellFormed(each)) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wellFormed(each)])) as T;
}
