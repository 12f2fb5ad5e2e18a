import type { EntryRow } from './bindings/EntryRow';
import type { MonthCount } from './bindings/MonthCount';

/** So many rows come at once. */
export const PAGE = 50;

/** A month of the timeline, and the place of its newest entry. */
export type MonthPlace = MonthCount & { start: number };

export function placed(months: readonly MonthCount[]): MonthPlace[] {
  let start = 0;
  return months.map((month) => {
    const place = { ...month, start };
    start += month.count;
    return place;
  });
}

/** The month that the entry at this place belongs to, by bisection. */
export function monthAt(months: readonly MonthPlace[], index: number): MonthPlace | undefined {
  let low = 0;
  let high = months.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((months[middle]?.start ?? 0) <= index) low = middle;
    else high = middle;
  }
  return months[low];
}

/** The pages that hold these places. */
export function pagesOf(first: number, last: number): number[] {
  const begin = Math.floor(first / PAGE);
  return Array.from({ length: Math.max(0, Math.ceil(last / PAGE) - begin) }, (_, step) => begin + step);
}

/** The timeline as far as it was read; a gap stands for each row that was not. */
export type Rows = readonly (EntryRow | undefined)[];

/**
 * Puts a page into its place. An entry that stood elsewhere has moved since, and leaves a gap there, so that no entry
 * stands in the list twice.
 */
export function withPage(rows: Rows, from: number, page: readonly EntryRow[]): Rows {
  const ids = new Set(page.map((row) => row.id));
  const merged = rows.map((row) => (row && ids.has(row.id) ? undefined : row));
  page.forEach((row, step) => {
    if (from + step < merged.length) merged[from + step] = row;
  });
  return merged;
}
