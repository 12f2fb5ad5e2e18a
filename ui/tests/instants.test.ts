import { describe, expect, it } from 'vitest';
import { instantDay, instantLong, instantWords, localOf } from '../src/lib/instants';

const at = (iso: string) => Date.parse(iso);
const plain = (text: string) => text.replace(/\u202f/g, ' ');

describe('an instant on a clock', () => {
  it.each([
    ['2026-11-22T13:05:00Z', 'UTC', '2026-11-22T13:05'],
    ['2026-11-22T00:00:00Z', 'UTC', '2026-11-22T00:00'],
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23T00:30'],
    ['2026-11-22T03:30:00Z', 'America/New_York', '2026-11-21T22:30'],
    // The hour that Berlin has twice, and the one that it skips.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T02:30'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25T02:30'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00'],
  ])('%s in %s is %s', (iso, zone, local) => expect(localOf(at(iso), zone)).toBe(local));
});

describe('an instant in words', () => {
  it.each([
    ['2026-11-22T13:05:00Z', '2026-11-22T20:00:00Z', 'UTC', 'today 1:05 PM'],
    ['2026-11-21T23:59:00Z', '2026-11-22T00:01:00Z', 'UTC', 'yesterday 11:59 PM'],
    ['2026-11-23T00:01:00Z', '2026-11-22T23:59:00Z', 'UTC', 'tomorrow 12:01 AM'],
    ['2026-11-26T13:05:00Z', '2026-11-22T20:00:00Z', 'UTC', 'Thursday 1:05 PM'],
    ['2026-11-19T13:05:00Z', '2026-11-22T20:00:00Z', 'UTC', 'Thu, Nov 19, 1:05 PM'],
    ['2025-11-19T13:05:00Z', '2026-11-22T20:00:00Z', 'UTC', 'Wed, Nov 19, 2025, 1:05 PM'],
    ['2026-12-31T22:00:00Z', '2027-01-01T06:00:00Z', 'UTC', 'yesterday 10:00 PM'],
    // A day of 25 hours, and one of 23: what counts are the days, not the hours.
    ['2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z', 'Europe/Berlin', 'today 12:30 AM'],
    ['2026-03-28T22:30:00Z', '2026-03-29T21:30:00Z', 'Europe/Berlin', 'yesterday 11:30 PM'],
  ])('%s at %s in %s: %s', (iso, now, zone, words) =>
    expect(plain(instantWords(at(iso), at(now), zone))).toBe(words),
  );

  it('is said in full where it is chosen from a list', () => {
    expect(plain(instantLong(at('2026-11-25T23:30:00Z'), 'Europe/Berlin'))).toBe(
      'Thursday, November 26, 2026 at 12:30 AM',
    );
  });

  it('names the year of another year only', () => {
    const now = at('2026-12-10T12:00:00Z');
    expect(instantDay(at('2026-12-25T12:00:00Z'), now, 'UTC')).toBe('Fri, Dec 25');
    expect(instantDay(at('2027-01-08T12:00:00Z'), now, 'UTC')).toBe('Fri, Jan 8, 2027');
  });
});
