import type { EntryCursor } from './bindings/EntryCursor';
import type { EntryPage } from './bindings/EntryPage';
import type { EntryRow } from './bindings/EntryRow';

/** Negative when `a` comes before `b` in the timeline: newest day first, then newest id. */
export function compareEntries(a: EntryCursor, b: EntryCursor): number {
  if (a.day !== b.day) return a.day > b.day ? -1 : 1;
  if (a.id !== b.id) return a.id > b.id ? -1 : 1;
  return 0;
}

/**
 * Puts a page read again into the rows already loaded. The page is the truth for its stretch of the timeline:
 * from just after `after` to its last row, or to the end when nothing follows it.
 */
export function mergePage(rows: readonly EntryRow[], after: EntryCursor | null, page: EntryPage): EntryRow[] {
  const last = page.rows.at(-1);
  const before = after ? rows.filter((row) => compareEntries(row, after) <= 0) : [];
  const behind = page.more && last ? rows.filter((row) => compareEntries(row, last) > 0) : [];
  return [...before, ...page.rows, ...behind];
}

/** The row after which a page must be read so that it holds `id`, or null when that is the first page. */
export function cursorBefore(rows: readonly EntryRow[], id: string): EntryCursor | null {
  const index = rows.findIndex((row) => row.id === id);
  const previous = rows[index - 1];
  return previous ? { day: previous.day, id: previous.id } : null;
}

/** Whether a row begins a month that the row above it does not belong to. */
export function opensMonth(rows: readonly EntryRow[], index: number): boolean {
  return rows[index]?.day.slice(0, 7) !== rows[index - 1]?.day.slice(0, 7);
}
