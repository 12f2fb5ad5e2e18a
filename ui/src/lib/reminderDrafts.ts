import type { LeapDay } from './bindings/LeapDay';
import type { ReminderDraft } from './bindings/ReminderDraft';
import type { ReminderKind } from './bindings/ReminderKind';
import type { ReminderRow } from './bindings/ReminderRow';
import type { When } from './bindings/When';
import { WEEKDAYS } from './civil';
import { inMinutesWords } from './formats';
import { leadAt } from './lead';
import { minutesOf, minutesUntil, timeNow } from './walltime';

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
  plan: '19:00',
};

export type How = When['how'];

/** Where a way to say the days begins, until the user changes it. */
const USUAL_DAYS: { [Each in How]: () => Extract<When, { how: Each }> } = {
  weekly: () => ({ how: 'weekly', days: [...WEEKDAYS], every_weeks: 1 }),
  monthly: () => ({ how: 'monthly', on: { by: 'date', day: 1 }, every_months: 1 }),
  yearly: () => ({ how: 'yearly', month: 1, day: 1, leap_day: 'feb_28' }),
  after_done: () => ({ how: 'after_done', days: 3 }),
  rule: () => ({ how: 'rule', text: '', leap_day: 'feb_28' }),
};

export const newWhen = (how: How): When => USUAL_DAYS[how]();

export const momentDrafts = (): ReminderDraft[] =>
  MOMENTS.map((moment) => ({ ...newDraft('moment'), ...moment }));

export function newDraft(kind: ReminderKind): ReminderDraft {
  return {
    id: null,
    kind,
    name: '',
    time: USUAL_TIMES[kind],
    until_time: null,
    when: kind === 'weekly' ? { how: 'weekly', days: ['su'], every_weeks: 1 } : newWhen('weekly'),
    zone: null,
    lead_min: 0,
    // A moment has passed by the time quiet hours end; anything else can wait for it.
    quiet: kind === 'moment' ? 'drop' : 'defer',
    enabled: true,
  };
}

export function draftOf(row: ReminderRow): ReminderDraft {
  const { id, kind, name, time, until_time, when, zone, lead_min, quiet, enabled } = row;
  return structuredClone({ id, kind, name, time, until_time, when, zone, lead_min, quiet, enabled });
}

/** The same reminder at another time of day. One that is told "that morning" stays in the morning. */
export function atTime(draft: ReminderDraft, time: string): Pick<ReminderDraft, 'time' | 'lead_min'> {
  return { time, lead_min: leadAt(time, draft.lead_min) };
}

/** Comes every day at one time, so that "in 2 minutes" is true of it. */
export function isPlainDaily({ when, until_time, lead_min }: ReminderDraft): boolean {
  const daily = when.how === 'weekly' && when.days.length === 7 && when.every_weeks === 1;
  return daily && until_time === null && lead_min === 0;
}

/** Whether the years without February 29 need a word. */
export function meetsLeapDay(when: When): when is Extract<When, { leap_day: LeapDay }> {
  if (when.how === 'yearly') return when.month === 2 && when.day === 29;
  return when.how === 'rule' && namesFebruary29(when.text.toUpperCase());
}

/** A yearly rule that names the day by its date, as far as can be seen without reading the whole rule. */
function namesFebruary29(rule: string): boolean {
  const months = /BYMONTH=([^;]*)/.exec(rule)?.[1]?.split(',') ?? ['2'];
  const dates = /BYMONTHDAY=([^;]*)/.exec(rule)?.[1]?.split(',') ?? [];
  return (
    rule.includes('FREQ=YEARLY') && !rule.includes('BYDAY=') && months.includes('2') && dates.includes('29')
  );
}

export type Fault = { field: string; message: string };

/** What to fix before a draft can be saved, in the words of its first fault, or null. */
export function faultOf({ kind, name, time, until_time, when }: ReminderDraft): Fault | null {
  if (kind === 'moment' && name.trim() === '') return { field: 'name', message: 'Give this moment a name.' };
  if (until_time !== null && minutesOf(until_time) <= minutesOf(time)) {
    return { field: 'until_time', message: 'Choose a time later on the same day.' };
  }
  if (when.how === 'weekly' && when.days.length === 0) {
    return { field: 'days', message: 'Choose at least one day.' };
  }
  if (when.how === 'rule' && when.text.trim() === '') {
    return { field: 'rule', message: 'Write a rule, or choose another way.' };
  }
  return null;
}

/** What a time typed for a daily reminder means from now on: "in 2 minutes". */
export function echoTime(time: string): string {
  return inMinutesWords(minutesUntil(timeNow(), time));
}
