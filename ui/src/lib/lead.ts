/** How long before a moment away from the laptop its reminder comes, in minutes. */
import { clock, count } from './formats';
import { minutesOf, timeOf } from './walltime';

export const LEADS: readonly number[] = [10, 30, 60];

const MORNING = minutesOf('08:00');
/** More than this ahead is another part of the day. */
const LONGEST = 12 * 60;

/** So long before the moment it is morning; null where an hour before is morning already. */
export function morningLead(time: string): number | null {
  const lead = Math.min(LONGEST, minutesOf(time) - MORNING);
  return lead > 60 ? lead : null;
}

export const isMorningLead = (lead: number) => lead > 0 && !LEADS.includes(lead);

/** The lead that means the same when the moment moves to `time`. */
export function leadAt(time: string, lead: number): number {
  return isMorningLead(lead) ? (morningLead(time) ?? 60) : lead;
}

/** "10 minutes before" or "that morning, 8:00" */
export function leadWords(time: string, lead: number): string {
  if (isMorningLead(lead)) return `that morning, ${clock(timeOf(minutesOf(time) - lead))}`;
  return lead === 60 ? '1 hour before' : `${count(lead, 'minute')} before`;
}
