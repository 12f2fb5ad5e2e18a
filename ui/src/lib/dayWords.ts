import type { DayCount } from './bindings/DayCount';
import type { Period } from './bindings/Period';
import { isJournalDay } from './calendar';
import { count, dayLong, dayShortWithYear } from './formats';
import { moodWord } from './moods';

/** "Wednesday, March 11, today, 2 entries, warm" */
export function calendarDayWords(day: string, today: string, entries: DayCount | undefined): string {
  return [
    dayLong(day),
    ...(day === today ? ['today'] : []),
    ...(entries ? [count(entries.count, 'entry', 'entries')] : []),
    ...(entries?.moods ?? []).map((mood) => moodWord(mood).toLowerCase()),
  ].join(', ');
}

/** "2 years ago", or "1 year later" */
export const yearsAgoWords = (years: number) =>
  years > 0 ? `${count(years, 'year')} ago` : `${count(-years, 'year')} later`;

/** "Sun, Mar 1, 2026", or both ends of more than one day */
export const periodWords = ({ first, last }: Period) =>
  first === last ? dayShortWithYear(first) : `${dayShortWithYear(first)} to ${dayShortWithYear(last)}`;

/** Why an entry cannot have this day, or null. */
export function entryDayFault(day: string): string | null {
  if (day === '') return 'Choose a day.';
  return isJournalDay(day) ? null : 'Choose a day between 1900 and 2200.';
}
