/** Dates, times and counts in words, in the order and with the clock of the user's region. */
import type { Weekday } from './bindings/Weekday';
import { formatDay, parseDay, weekFrom, WEEKDAYS } from './civil';
import { minutesOf } from './walltime';

/**
 * The app speaks English, so its dates do too; order and clock follow the region.
 * A German computer shows "Wednesday, 12 November, 18:30", never "Mittwoch" inside an English sentence.
 */
export function localeFor(language: string | undefined): string {
  try {
    const region = new Intl.Locale(language ?? 'en-US').maximize().region;
    return region ? `en-${region}` : 'en-US';
  } catch {
    return 'en-US';
  }
}

const locale = localeFor(globalThis.navigator?.language);

const formats = {
  long: dayFormat({ weekday: 'long', day: 'numeric', month: 'long' }),
  longWithYear: dayFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  short: dayFormat({ weekday: 'short', day: 'numeric', month: 'short' }),
  shortWithYear: dayFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  weekday: dayFormat({ weekday: 'long' }),
  month: dayFormat({ month: 'long', year: 'numeric' }),
  monthName: dayFormat({ month: 'long' }),
  monthDay: dayFormat({ day: 'numeric', month: 'long' }),
  time: dayFormat({ timeStyle: 'short' }),
};

/** "Wednesday, November 12" */
export const dayLong = (day: string) => formats.long.format(onTheUtcScale(day));
/** "Wednesday, November 12, 2026" */
export const dayWithYear = (day: string) => formats.longWithYear.format(onTheUtcScale(day));
/** "Wed, Nov 12" */
export const dayShort = (day: string) => formats.short.format(onTheUtcScale(day));
/** "Wed, Nov 12, 2026" */
export const dayShortWithYear = (day: string) => formats.shortWithYear.format(onTheUtcScale(day));
/** "Wednesday", of a day */
export const weekdayLong = (day: string) => formats.weekday.format(onTheUtcScale(day));
/** "November 2026", of `YYYY-MM` or a day in it */
export const monthLong = (month: string) => formats.month.format(onTheUtcScale(`${month.slice(0, 7)}-01`));
/** "November", of 11 */
export const monthName = (month: number) => formats.monthName.format(onTheUtcScale(inALeapYear(month, 1)));
/** "February 29", of a day that comes every year or every fourth */
export const monthDayLong = (month: number, date: number) =>
  formats.monthDay.format(onTheUtcScale(inALeapYear(month, date)));
/** "18:30" or "6:30 PM", of `HH:MM` */
export const clock = (time: string) => formats.time.format(new Date(minutesOf(time) * 60_000));

/** A sentence of the engine with its `HH:MM` as this window writes times. Nothing that the user wrote stands in one. */
export const withClock = (sentence: string) => sentence.replace(/\b\d\d:\d\d\b/g, clock);

const WEEKDAY_NAMES: Record<Weekday, string> = {
  mo: 'Monday',
  tu: 'Tuesday',
  we: 'Wednesday',
  th: 'Thursday',
  fr: 'Friday',
  sa: 'Saturday',
  su: 'Sunday',
};

export const weekdayName = (weekday: Weekday) => WEEKDAY_NAMES[weekday];
export const weekdayShort = (weekday: Weekday) => WEEKDAY_NAMES[weekday].slice(0, 3);

/** "today 18:30", "tomorrow 18:30", "Friday 18:30" within a week, then "Wed, Nov 12, 18:30". */
export function whenWords(local: string, inDays: number): string {
  const time = clock(local.slice(11, 16));
  if (inDays === 0) return `today ${time}`;
  if (inDays === 1) return `tomorrow ${time}`;
  if (inDays > 1 && inDays < 7) return `${weekdayLong(local)} ${time}`;
  return `${dayShort(local)}, ${time}`;
}

/** "now", "in 2 minutes", "in about 3 hours" */
export function inMinutesWords(minutes: number): string {
  if (minutes <= 0) return 'now';
  if (minutes < 60) return `in ${count(minutes, 'minute')}`;
  return `in about ${count(Math.round(minutes / 60), 'hour')}`;
}

/** "every day", "weekdays", "Mon, Wed", with "every 2 weeks" where it applies. */
export function daysWords(days: readonly Weekday[], everyWeeks: number, first: Weekday = 'mo'): string {
  const chosen = weekFrom(first).filter((day) => days.includes(day));
  const words = setWords(chosen);
  return everyWeeks > 1 ? `${words}, every ${everyWeeks} weeks` : words;
}

/** "1 day", "2 days", "2 entries" */
export function count(number: number, noun: string, many: string = `${noun}s`): string {
  return `${new Intl.NumberFormat(locale).format(number)} ${number === 1 ? noun : many}`;
}

/** "12,000 of 100,000" */
export function outOf(done: number, all: number): string {
  const format = new Intl.NumberFormat(locale);
  return `${format.format(done)} of ${format.format(all)}`;
}

const UNITS = ['kilobyte', 'megabyte', 'gigabyte'] as const;

/** "1.2 MB", in thousands as the system's file list counts. */
export function fileSize(bytes: number): string {
  let amount = bytes / 1000;
  let step = 0;
  // 999.95 would be said as 1,000 of the smaller unit.
  for (; amount >= 999.95 && step < UNITS.length - 1; step += 1) amount /= 1000;
  const unit = UNITS[step] ?? 'gigabyte';
  const digits = amount < 10 && step > 0 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(
    step === 0 ? Math.max(1, amount) : amount,
  );
}

/** Words as a writer counts them; languages written without spaces are counted by their characters. */
export function countWords(text: string): number {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu,
    )?.length ?? 0
  );
}

function setWords(days: Weekday[]): string {
  if (days.length === 7) return 'every day';
  if (days.length === 1 && days[0]) return `every ${weekdayName(days[0])}`;
  const set = new Set(days);
  const workdays = WEEKDAYS.slice(0, 5);
  if (set.size === 5 && workdays.every((day) => set.has(day))) return 'weekdays';
  if (set.size === 2 && set.has('sa') && set.has('su')) return 'weekends';
  return days.map(weekdayShort).join(', ');
}

function dayFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
}

const inALeapYear = (month: number, date: number) => formatDay({ year: 2024, month, date });

/** Intl formats only instants: the day is put on the UTC scale and formatted there, so no zone can move it. */
function onTheUtcScale(day: string): Date {
  const parsed = parseDay(day);
  const instant = new Date(0);
  if (parsed) instant.setUTCFullYear(parsed.year, parsed.month - 1, parsed.date);
  return instant;
}
