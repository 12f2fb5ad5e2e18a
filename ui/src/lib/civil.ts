/**
 * Arithmetic on civil days (`YYYY-MM-DD`) and months (`YYYY-MM`) as plain numbers.
 * It never touches `Date`, which would drag in the machine's time zone and move days.
 */
import type { Weekday } from './bindings/Weekday';

export const WEEKDAYS: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

export type CivilDay = { year: number; month: number; date: number };

/** Reads `YYYY-MM-DD`, also from the front of `YYYY-MM-DDTHH:MM:SS`; null when no such day exists. */
export function parseDay(text: string): CivilDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(text);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), date: Number(match[3]) };
  const real =
    day.month >= 1 && day.month <= 12 && day.date >= 1 && day.date <= daysInMonth(day.year, day.month);
  return real ? day : null;
}

export function formatDay({ year, month, date }: CivilDay): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant's `days_from_civil`). */
export function dayNumber({ year, month, date }: CivilDay): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of `dayNumber`. */
export function dayOfNumber(number: number): CivilDay {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

export function addDays(day: string, count: number): string {
  const parsed = parseDay(day);
  return parsed ? formatDay(dayOfNumber(dayNumber(parsed) + count)) : day;
}

export function weekdayOf(day: string): Weekday {
  const parsed = parseDay(day);
  // 1970-01-01 was a Thursday.
  const index = parsed ? (((dayNumber(parsed) + 3) % 7) + 7) % 7 : 0;
  return WEEKDAYS[index] ?? 'mo';
}

/** The seven days of a week as the user begins it. */
export function weekFrom(first: Weekday): Weekday[] {
  const start = WEEKDAYS.indexOf(first);
  return [...WEEKDAYS.slice(start), ...WEEKDAYS.slice(0, start)];
}

export function addMonths(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${two((((index % 12) + 12) % 12) + 1)}`;
}

/** How many cells stand empty before the first day of a month laid out in weeks. */
export function leadingBlanks(firstDay: string, firstWeekday: Weekday): number {
  return weekFrom(firstWeekday).indexOf(weekdayOf(firstDay));
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
