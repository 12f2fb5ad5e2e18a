/** When a reminder comes, in words. */
import type { MonthDay } from './bindings/MonthDay';
import type { ReminderRow } from './bindings/ReminderRow';
import type { Weekday } from './bindings/Weekday';
import type { When } from './bindings/When';
import { clock, count, daysWords, monthDayLong, weekdayName } from './formats';
import { leadWords } from './lead';

const NTH: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
};

/** "first" to "fifth", and "last" */
export const nthWord = (nth: number) => NTH[nth] ?? String(nth);

const SUFFIXES: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** "the 31st", or "the last day" for -1 */
export const dateWords = (day: number) =>
  day === -1 ? 'the last day' : `the ${day}${SUFFIXES[ordinals.select(day)] ?? 'th'}`;

/** "18:30" or "some time between 18:00 and 21:00" */
export function timeWords({ time, until_time }: Pick<ReminderRow, 'time' | 'until_time'>): string {
  return until_time === null ? clock(time) : `some time between ${clock(time)} and ${clock(until_time)}`;
}

/** "weekdays", "the last day of each month", "every year on February 29", "3 days after it was done" */
export function dayWords(when: When, first?: Weekday): string {
  switch (when.how) {
    case 'weekly':
      return daysWords(when.days, when.every_weeks, first);
    case 'monthly':
      return `${monthlyWords(when.on)} of every ${when.every_months === 1 ? 'month' : `${when.every_months} months`}`;
    case 'yearly':
      return `every year on ${monthDayLong(when.month, when.day)}`;
    case 'after_done':
      return `${count(when.days, 'day')} after it was done`;
    case 'rule':
      return 'by your own rule';
  }
}

/** All of it in one line: "18:30, weekdays, 10 minutes before, in Europe/Berlin" */
export function comesWords(row: ReminderRow, first?: Weekday): string {
  const parts = [timeWords(row), dayWords(row.when, first)];
  if (row.lead_min > 0) parts.push(leadWords(row.time, row.lead_min));
  if (row.zone !== null) parts.push(`in ${row.zone}`);
  return parts.join(', ');
}

/** "Berlin", of `Europe/Berlin` */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function monthlyWords(on: MonthDay): string {
  return on.by === 'date' ? dateWords(on.day) : `the ${nthWord(on.nth)} ${weekdayName(on.weekday)}`;
}
