/** A month as a grid of weeks, and where a key leads in it. Days and months are texts, as in `civil.ts`. */
import type { Weekday } from './bindings/Weekday';
import { addDays, addMonths, daysInMonth, leadingBlanks, parseDay, weekdayOf, weekFrom } from './civil';

const FIRST = '1900-01-01';
const LAST = '2200-12-31';

/** Whether an entry can have this day. */
export const isJournalDay = (day: string) => parseDay(day) !== null && day >= FIRST && day <= LAST;

/** The weeks of a month, with a gap for each cell that belongs to another one. */
export function weeksOf(month: string, firstWeekday: Weekday): (string | null)[][] {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const first = `${month}-01`;
  const cells: (string | null)[] = [
    ...Array<null>(leadingBlanks(first, firstWeekday)).fill(null),
    ...Array.from({ length: daysInMonth(year, number) }, (_, step) => addDays(first, step)),
  ];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** The day of the same date so many months on, or the last one of a month that is too short for it. */
export function sameDateOf(day: string, months: number): string {
  const month = addMonths(day.slice(0, 7), months);
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const date = Math.min(Number(day.slice(8)), daysInMonth(year, number));
  return `${month}-${String(date).padStart(2, '0')}`;
}

/** The day that a key leads to, also in another month; null when it is none of the grid's keys. */
export function dayByKey(key: string, day: string, firstWeekday: Weekday): string | null {
  const inWeek = weekFrom(firstWeekday).indexOf(weekdayOf(day));
  const steps: Partial<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    Home: -inWeek,
    End: 6 - inWeek,
  };
  const months: Partial<Record<string, number>> = { PageUp: -1, PageDown: 1 };
  const [step, month] = [steps[key], months[key]];
  if (step !== undefined) return within(addDays(day, step));
  if (month !== undefined) return within(sameDateOf(day, month));
  return null;
}

const within = (day: string) => (day < FIRST ? FIRST : day > LAST ? LAST : day);
