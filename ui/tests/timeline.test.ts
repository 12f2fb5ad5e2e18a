import { describe, expect, it } from 'vitest';
import type { EntryRow } from '../src/lib/bindings/EntryRow';
import { compareEntries, cursorBefore, mergePage, opensMonth } from '../src/lib/timeline';

const row = (day: string, id: string, title = ''): EntryRow => ({
  id,
  day,
  time: null,
  title,
  snippet: '',
  pictures: 0,
  in_trash: false,
  tags: [],
  mood: null,
  starred: false,
});
const ids = (rows: EntryRow[]) => rows.map((each) => each.id).join('');

const loaded = [
  row('2026-11-22', 'f'),
  row('2026-11-22', 'e'),
  row('2026-11-20', 'd'),
  row('2026-10-31', 'c'),
];

describe('the timeline', () => {
  it('goes from new to old', () => {
    expect(compareEntries(row('2026-11-22', 'a'), row('2026-11-21', 'b'))).toBeLessThan(0);
    expect(compareEntries(row('2026-11-22', 'a'), row('2026-11-22', 'b'))).toBeGreaterThan(0);
  });

  it('takes in the next page', () => {
    const page = { rows: [row('2026-10-30', 'b'), row('2026-10-01', 'a')], total: 6, more: false };
    expect(ids(mergePage(loaded, { day: '2026-10-31', id: 'c' }, page))).toBe('fedcba');
  });

  it('replaces the stretch that was read again, and keeps what lies behind it', () => {
    const page = { rows: [row('2026-11-23', 'g'), row('2026-11-22', 'f', 'new')], total: 5, more: true };
    const merged = mergePage(loaded, null, page);
    expect([ids(merged), merged[1]?.title]).toEqual(['gfedc', 'new']);
  });

  it('drops what has gone from the stretch', () => {
    const page = { rows: [row('2026-11-22', 'f'), row('2026-11-20', 'd')], total: 3, more: true };
    expect(ids(mergePage(loaded, null, page))).toBe('fdc');
    expect(ids(mergePage(loaded, null, { rows: [], total: 0, more: false }))).toBe('');
  });

  it('finds where to read again', () => {
    expect(cursorBefore(loaded, 'd')).toEqual({ day: '2026-11-22', id: 'e' });
    expect(cursorBefore(loaded, 'f')).toBeNull();
    expect(cursorBefore(loaded, 'nowhere')).toBeNull();
  });

  it('opens a month where the row above is of another', () => {
    expect(loaded.map((_, index) => opensMonth(loaded, index))).toEqual([true, false, false, true]);
  });
});
