import type { ReminderDraft } from './bindings/ReminderDraft';
import type { ReminderKind } from './bindings/ReminderKind';
import type { ReminderRow } from './bindings/ReminderRow';
import { WEEKDAYS } from './civil';
import { inMinutesWords } from './formats';
import { minutesUntil, timeNow } from './walltime';

/** Moments people often have alone together. Away ones are cued ahead, since the laptop is shut by then. */
const MOMENTS: readonly Pick<ReminderDraft, 'name' | 'time' | 'lead_min'>[] = [
  { name: 'Car ride', time: '17:30', lead_min: 10 },
  { name: 'Walk', time: '18:30', lead_min: 10 },
  { name: 'Cooking', time: '18:00', lead_min: 0 },
  { name: 'After dinner', time: '20:30', lead_min: 0 },
  { name: 'In bed', time: '21:30', lead_min: 0 },
  { name: 'Our call', time: '20:00', lead_min: 0 },
  { name: 'A visit', time: '15:00', lead_min: 60 },
];

/** The times of day that a reminder of each kind starts with. */
const USUAL_TIMES: Record<ReminderKind, string> = {
  moment: '20:30',
  practice: '19:00',
  listen: '18:00',
  appreciate: '21:00',
  reflect: '21:00',
  weekly: '18:00',
};

export const momentDrafts = (): ReminderDraft[] =>
  MOMENTS.map((moment) => ({ ...newDraft('moment'), ...moment }));

export function newDraft(kind: ReminderKind): ReminderDraft {
  return {
    id: null,
    kind,
    name: '',
    time: USUAL_TIMES[kind],
    days: kind === 'weekly' ? ['su'] : [...WEEKDAYS],
    every_weeks: 1,
    lead_min: 0,
    // A moment has passed by the time quiet hours end; anything else can wait for it.
    quiet: kind === 'moment' ? 'drop' : 'defer',
    enabled: true,
  };
}

export function draftOf(row: ReminderRow): ReminderDraft {
  const { id, kind, name, time, days, every_weeks, lead_min, quiet, enabled } = row;
  return { id, kind, name, time, days: [...days], every_weeks, lead_min, quiet, enabled };
}

/** What to fix before a draft can be saved, in the words of its first fault, or null. */
export function faultOf(draft: ReminderDraft): { field: 'name' | 'days'; message: string } | null {
  if (draft.kind === 'moment' && draft.name.trim() === '') {
    return { field: 'name', message: 'Give this moment a name.' };
  }
  if (draft.days.length === 0) return { field: 'days', message: 'Choose at least one day.' };
  return null;
}

/** What a time typed for a daily reminder means from now on: "in 2 minutes". */
export function echoTime(time: string): string {
  return inMinutesWords(minutesUntil(timeNow(), time));
}
