import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayNumber,
  dayOfNumber,
  daysInMonth,
  formatDay,
  leadingBlanks,
  parseDay,
  weekdayOf,
  weekFrom,
} from '../src/lib/civil';

describe('days', () => {
  it.each([
    ['2026-11-22', true],
    ['2026-11-22T18:30:00', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2100-02-29', false],
    ['2000-02-29', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['', false],
  ])('%s is a day: %s', (text, real) => expect(parseDay(text) !== null).toBe(real));

  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-03-01', 11017],
    ['2026-11-22', 20779],
  ])('%s is number %i', (text, number) => {
    const day = parseDay(text);
    expect(day && dayNumber(day)).toBe(number);
    expect(formatDay(dayOfNumber(number))).toBe(text);
  });

  it('numbers and days agree over four centuries', () => {
    for (let number = -60_000; number < 90_000; number += 7) {
      expect(dayNumber(dayOfNumber(number))).toBe(number);
    }
  });

  it.each([
    // The clocks change on 29 March and 25 October 2026 in Europe; a civil day does not notice.
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-11-22', -365, '2025-11-22'],
  ])('%s %+i days is %s', (day, count, expected) => expect(addDays(day, count)).toBe(expected));

  it.each([
    ['1970-01-01', 'th'],
    ['1969-12-28', 'su'],
    ['2026-11-22', 'su'],
    ['2024-02-29', 'th'],
  ])('%s is a %s', (day, weekday) => expect(weekdayOf(day)).toBe(weekday));
});

describe('weeks and months', () => {
  it('begins the week where the user does', () => {
    expect(weekFrom('su')).toEqual(['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa']);
    expect(weekFrom('mo')[6]).toBe('su');
  });

  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-05', -17, '2024-12'],
  ])('%s %+i months is %s', (month, count, expected) => expect(addMonths(month, count)).toBe(expected));

  it('knows February', () => {
    expect([daysInMonth(2024, 2), daysInMonth(2026, 2), daysInMonth(1900, 2), daysInMonth(2000, 2)]).toEqual([
      29, 28, 28, 29,
    ]);
  });

  it('leaves room before the first of a month', () => {
    expect([leadingBlanks('2026-11-01', 'mo'), leadingBlanks('2026-11-01', 'su')]).toEqual([6, 0]);
  });
});
