/** Putting a reminder off, in words. */
import type { OccurrenceAction } from './bindings/OccurrenceAction';
import { addDays } from './civil';
import { clock, count, dayShort } from './formats';
import { minutesOf } from './walltime';

/** What the button that puts a reminder off says, or null for an action that is none. */
export function laterLabel(action: OccurrenceAction): string | null {
  switch (action.how) {
    case 'snooze':
      return action.minutes % 60 === 0 ? count(action.minutes / 60, 'hour') : count(action.minutes, 'minute');
    case 'tonight':
      return 'Tonight';
    case 'tomorrow':
      return 'Tomorrow';
    default:
      return null;
  }
}

/**
 * "It comes back at 6:30 PM.", with the day when it is not today. A time before the day begins belongs to the day
 * before, as everywhere in Ajar: put off at five to midnight, it still comes back today.
 */
export function comesBackWords(until: string, today: string, dayStart: string): string {
  const time = until.slice(11, 16);
  const date = until.slice(0, 10);
  const day = minutesOf(time) < minutesOf(dayStart) ? addDays(date, -1) : date;
  if (day === today) return `It comes back at ${clock(time)}.`;
  const when = day === addDays(today, 1) ? 'tomorrow' : `on ${dayShort(day)}`;
  return `It comes back ${when} at ${clock(time)}.`;
}
