// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Today } from '../src/lib/bindings/Today';
import { session } from '../src/lib/session.svelte';
import RemindersView from '../src/views/reminders/RemindersView.svelte';
import HowTimeWorks from '../src/views/time/HowTimeWorks.svelte';
import Asks from '../src/views/today/Asks.svelte';
import OpenReminderRow from '../src/views/today/OpenReminderRow.svelte';
import {
  beside,
  buttons,
  choose,
  draw,
  field,
  isDialogOpen,
  named,
  press,
  settle,
  submit,
  type,
  unfold,
  words,
} from './drawn';
import { LINE, plain, ROW } from './reminder';
import { asked, refusal, said, shell } from './shell';

const settings = {
  first_weekday: 'mo',
  quiet_from: '22:00',
  quiet_to: '07:00',
  cue_rhythm: 'every_time',
  questions_per_week: 3,
};
/** Longer than the editor waits before it asks for the next times. */
const asksNext = async () => {
  await vi.waitFor(() => expect(asked('preview_reminder').length).toBeGreaterThan(0));
  await settle();
};

describe('the reminders', () => {
  beforeEach(() => {
    session.status = { settings } as never;
    shell.opened.reminders.data = { pause: null, rows: [ROW], zone: 'Europe/Berlin' };
    shell.answers['preview_reminder'] = () => [LINE];
    shell.answers['save_reminder'] = ({ reminder }: { reminder: object }) => reminder;
  });

  const edit = async () => {
    draw(RemindersView, {});
    await press('Edit Car ride');
  };
  const saved = () => (asked('save_reminder').at(-1) as { reminder: unknown }).reminder;

  it('keep the rhythm and the number of questions that were chosen', async () => {
    draw(RemindersView, {});
    await choose('A few times a week');
    await choose('5');
    expect(asked('save_settings')).toEqual([
      { settings: { ...settings, cue_rhythm: 'few_a_week' } },
      { settings: { ...settings, cue_rhythm: 'few_a_week', questions_per_week: 5 } },
    ]);
    expect(words()).toContain('A few of your moments each week remind you.');
  });

  it('are edited to each month, its last day', async () => {
    await edit();
    await choose('More ways');
    expect(words()).toContain('Which day?');
    await choose('On a weekday');
    await press('Save');
    expect(saved()).toMatchObject({
      when: { how: 'monthly', on: { by: 'weekday', nth: 1, weekday: 'mo' }, every_months: 1 },
    });
    expect([isDialogOpen(), document.activeElement?.textContent]).toEqual([false, 'Edit Car ride']);
  });

  it('keep what was chosen when another way is tried', async () => {
    await edit();
    await choose('More ways');
    await choose('Days after it was done');
    await type('How many days after it was done?', '9');
    await choose('Each year');
    await choose('Some days');
    await choose('More ways');
    await choose('Days after it was done');
    await choose('Some days');
    await press('Save');
    expect(saved()).toMatchObject({ when: ROW.when });
  });

  it('begin with the days of the moment that was picked', async () => {
    draw(RemindersView, {});
    await press('Add a moment');
    await choose('More ways');
    await press('Cooking');
    expect(words()).not.toContain('Which way?');
    await press('Save');
    expect(saved()).toMatchObject({ name: 'Cooking', when: { how: 'weekly', every_weeks: 1 } });
  });

  it('take no number of days that is none', async () => {
    await edit();
    await choose('More ways');
    await choose('Days after it was done');
    await type('How many days after it was done?', '400');
    field('How many days after it was done?').dispatchEvent(new Event('blur'));
    await settle();
    expect(beside('How many days after it was done?')).toBe('Write a whole number from 1 to 365.');
  });

  it('say beside a rule what is wrong with it, and wait for the editor while time is explained', async () => {
    shell.answers['preview_reminder'] = refusal('invalid', 'FREQ is missing, at character 1.', 'rule');
    await edit();
    await choose('More ways');
    await choose('Write a rule');
    await press('Save');
    expect(beside('Your rule')).toBe('Write a rule, or choose another way.');
    await type('Your rule', 'BYDAY=MO');
    await vi.waitFor(() => expect(beside('Your rule')).toBe('FREQ is missing, at character 1.'));
    await press('How time works');
    expect(shell.opened.page).toBe('time');
    expect(shell.opened.editing?.when).toMatchObject({ text: 'BYDAY=MO' });
    shell.opened.goTo('reminders');
    expect(shell.opened.editing).not.toBeNull();
    shell.opened.goTo('time');
    shell.opened.goTo('today');
    expect(shell.opened.editing).toBeNull();
  });

  it('come some time in a span, in a zone of their own', async () => {
    shell.opened.reminders.data = { pause: null, rows: [{ ...ROW, lead_min: 0 }], zone: 'Europe/Berlin' };
    await edit();
    await unfold();
    await choose('Some time in between');
    await type('Until', '17:00');
    await submit('Until');
    expect(beside('Until')).toBe('Choose a time later on the same day.');
    await type('Until', '20:00');
    await choose('Stay with Europe/Berlin');
    await press('Save');
    expect(saved()).toMatchObject({ time: '17:30', until_time: '20:00', zone: 'Europe/Berlin' });
  });

  it('come ahead of a moment at one time only', async () => {
    shell.opened.reminders.data = { pause: null, rows: [{ ...ROW, lead_min: 0 }], zone: 'Europe/Berlin' };
    await edit();
    await unfold();
    await choose('Some time in between');
    await choose('Away');
    await choose('That morning, 8:00 AM');
    expect(words()).not.toContain('Until');
    await press('Save');
    expect(saved()).toMatchObject({ until_time: null, lead_min: 570 });
  });

  it('are let through quiet hours where the next ten say so', async () => {
    shell.answers['preview_reminder'] = ({ reminder }: { reminder: { quiet: string } }) => [
      { ...LINE, in_quiet: reminder.quiet !== 'through', fires: reminder.quiet === 'through' },
    ];
    await edit();
    await asksNext();
    expect(words()).toContain('This is in your quiet hours. Let it through?');
    expect(words()).toContain('Some of the next times fall into them.');
    await press('Let it through');
    expect(document.activeElement?.textContent).toBe('The next ten');
    await vi.waitFor(() => expect(words()).not.toContain('This is in your quiet hours.'));
    await press('Save');
    expect(saved()).toMatchObject({ quiet: 'through' });
  });

  it('ask for the next ten once, not for each letter', async () => {
    await edit();
    await type('Name of the moment', 'C');
    await type('Name of the moment', 'Ca');
    await asksNext();
    expect(asked('preview_reminder')).toHaveLength(1);
  });

  it('are saved for another calendar, one or all', async () => {
    shell.answers['export_calendar'] = ({ reminder }: { reminder: string | null }) =>
      reminder === null ? null : '/home/a/reminders.ics';
    draw(RemindersView, {});
    await press('Save all as a calendar file');
    expect(said()).toEqual([]);
    await press('Save Car ride as a calendar file');
    expect(asked('export_calendar')).toEqual([{ reminder: null }, { reminder: ROW.id }]);
    expect(said()).toEqual(['The calendar file is saved: /home/a/reminders.ics']);
    shell.answers['export_calendar'] = refusal('read_only', 'Ajar cannot write in /mnt.');
    await press('Save all as a calendar file');
    expect(said()).toEqual(['Ajar cannot write in /mnt.']);
  });

  it('say why they came, or did not', async () => {
    shell.answers['list_occurrences'] = () => [
      {
        occurrence: 'o',
        nominal: '2026-11-22T17:30:00',
        due: '2026-11-22T17:20:00',
        shown: null,
        state: 'missed',
        question: false,
        why: ['The computer slept at 17:20.', 'It was 2 hours too late.'],
      },
    ];
    draw(RemindersView, {});
    await press('Why? Car ride');
    expect(words()).toContain('Sun, Nov 22');
    expect(words()).toContain('Too late to be shown');
    expect(plain(words())).toContain('The computer slept at 5:20 PM.');
    await press('Close');
    expect(document.activeElement?.textContent).toContain('Why?');
  });

  it('have nothing to explain before their first time, and say what failed', async () => {
    shell.answers['list_occurrences'] = () => [];
    draw(RemindersView, {});
    await press('Why? Car ride');
    expect(words()).toContain('Nothing has come due yet.');
    await press('Close');
    shell.answers['list_occurrences'] = refusal('internal', 'This could not be read.');
    await press('Why? Car ride');
    expect(words()).toContain('This could not be read.');
    expect(named('Try again')).toBeDefined();
  });
});

describe('what Today asks about reminders', () => {
  const unopened = {
    what: 'unopened',
    reminder: 'r',
    kind: 'practice',
    name: '',
    time: '18:30',
  } as const;

  beforeEach(() => {
    shell.answers['get_today'] = () => ({ asks: [] }) as unknown as Today;
  });

  it.each([
    ['Keep', { answer: 'keep', reminder: 'r' }, '“Keep practicing” stays as it is.'],
    ['Fewer', { answer: 'fewer', reminder: 'r' }, '“Keep practicing” comes about half as often now.'],
  ])('%s changes only what it says', async (label, answer, note) => {
    draw(Asks, { asks: [unopened] });
    expect(plain(words())).toContain('Is 6:30 PM still a good time?');
    await press(label);
    expect([asked('answer_ask'), said()]).toEqual([[{ answer }], [note]]);
    expect(asked('get_today')).toHaveLength(1);
  });

  it('Move asks for the time first, and Back changes nothing', async () => {
    draw(Asks, { asks: [unopened] });
    await press('Move');
    expect(document.activeElement).toBe(field('A better time'));
    await press('Back');
    expect([document.activeElement?.textContent.trim(), asked('answer_ask')]).toEqual(['Move', []]);
    await press('Move');
    await type('A better time', '2015');
    await submit('A better time');
    expect(asked('answer_ask')).toEqual([{ answer: { answer: 'move', reminder: 'r', time: '20:15' } }]);
  });

  it('says beside the time why it was refused', async () => {
    shell.answers['answer_ask'] = refusal('invalid', 'Choose an earlier time.', 'time');
    draw(Asks, { asks: [unopened] });
    await press('Move');
    await type('A better time', '23:00');
    field('A better time').dispatchEvent(new Event('blur'));
    await submit('A better time');
    expect([beside('A better time'), said()]).toEqual(['Choose an earlier time.', []]);
    shell.answers['answer_ask'] = () => null;
    await type('A better time', '20:00');
    await submit('A better time');
    expect(asked('answer_ask')).toHaveLength(2);
  });

  it('says when an answer was refused, and keeps asking', async () => {
    shell.answers['answer_ask'] = refusal('storage_full', 'There is no room left.');
    draw(Asks, { asks: [unopened] });
    await press('Keep');
    expect([said(), named('Keep') !== undefined]).toEqual([['There is no room left.'], true]);
  });

  it.each([
    ['The same times here', 'times_here', 'Your reminders go by New York time.'],
    ['Stay with Berlin time', 'times_there', 'Your reminders stay with Berlin time.'],
  ])('a new zone: %s', async (label, answer, note) => {
    draw(Asks, { asks: [{ what: 'zone_changed', from: 'Europe/Berlin', to: 'America/New_York' }] });
    expect(words()).toContain('This computer is on New York time now.');
    await press(label);
    expect([asked('answer_ask'), said()]).toEqual([[{ answer: { answer } }], [note]]);
  });

  it('tells of a question only where one rides along', () => {
    const reminder = { put_offs: [], kind: 'moment', name: 'Walk', nominal: '2026-11-22T18:30:00' };
    draw(OpenReminderRow, { reminder: { ...reminder, question: true } as never });
    expect(words()).toContain('A good time for one question, if it fits.');
  });
});

describe('how time works', () => {
  it('begins at its title and leads back to where it was asked', async () => {
    shell.opened.goTo('time');
    draw(HowTimeWorks, {});
    expect(document.activeElement?.textContent).toBe('How time works');
    expect(words()).toContain('A reminder for 02:30 comes at 03:30.');
    buttons()[0]?.click();
    await settle();
    expect([shell.opened.page, shell.opened.hasRead]).toEqual(['reminders', true]);
  });
});
