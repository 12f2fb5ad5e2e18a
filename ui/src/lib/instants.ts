/** Instants, which are milliseconds since 1970, on the clock of this computer and in words. */
import { dayNumber, formatDay, parseDay } from './civil';
import { clock, dayShort, dayShortWithYear, dayWithYear, whenWords } from './formats';
import { timeOf } from './walltime';

/** `YYYY-MM-DDTHH:MM` where this computer is, or in `zone`. From here on the day is a civil one. */
export function localOf(ms: number, zone?: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    timeZone: zone,
  }).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((found) => found.type === type)?.value ?? 0);
  const day = formatDay({ year: part('year'), month: part('month'), date: part('day') });
  return `${day}T${timeOf(part('hour') * 60 + part('minute'))}`;
}

/** As `whenWords`, and "yesterday 14:05"; with the year when it is another one. */
export function instantWords(ms: number, now: number, zone?: string): string {
  const local = localOf(ms, zone);
  const today = localOf(now, zone);
  const inDays = daysBetween(today, local);
  const time = clock(local.slice(11));
  if (inDays === -1) return `yesterday ${time}`;
  if (inDays >= 0 && inDays < 7) return whenWords(local, inDays);
  return `${dayNear(local, today)}, ${time}`;
}

/** "Wednesday, November 25, 2026 at 18:30" */
export function instantLong(ms: number, zone?: string): string {
  const local = localOf(ms, zone);
  return `${dayWithYear(local)} at ${clock(local.slice(11))}`;
}

/** "Sun, Nov 22", of an instant; with its year when that is another one. */
export function instantDay(ms: number, now: number, zone?: string): string {
  return dayNear(localOf(ms, zone), localOf(now, zone));
}

function dayNear(local: string, today: string): string {
  return local.slice(0, 4) === today.slice(0, 4) ? dayShort(local) : dayShortWithYear(local);
}

function daysBetween(from: string, to: string): number {
  const [first, last] = [parseDay(from), parseDay(to)];
  return first && last ? dayNumber(last) - dayNumber(first) : NaN;
}
