import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OccurrenceLine } from '../src/lib/bindings/OccurrenceLine';
import type { PreviewLine } from '../src/lib/bindings/PreviewLine';
import type { When } from '../src/lib/bindings/When';
import { isMorningLead, leadAt, leadWords, morningLead } from '../src/lib/lead';
import { stateWords } from '../src/lib/pastWords';
import { previewMarks } from '../src/lib/previewWords';
import { atTime, draftOf, faultOf, isPlainDaily, meetsLeapDay, newDraft } from '../src/lib/reminderDrafts';
import { comesWords, dateWords, dayWords, placeOf } from '../src/lib/ruleWords';
import { CONTRACT, INTRODUCTION } from '../src/views/time/contract';
import { LINE, plain, ROW } from './reminder';

describe('when a reminder comes, in words', () => {
  it.each<[When, string]>([
    [{ how: 'weekly', days: ['sa', 'su'], every_weeks: 2 }, 'weekends, every 2 weeks'],
    [{ how: 'monthly', on: { by: 'date', day: -1 }, every_months: 1 }, 'the last day of every month'],
    [{ how: 'monthly', on: { by: 'date', day: 31 }, every_months: 3 }, 'the 31st of every 3 months'],
    [
      { how: 'monthly', on: { by: 'weekday', nth: -1, weekday: 'fr' }, every_months: 1 },
      'the last Friday of every month',
    ],
    [{ how: 'yearly', month: 2, day: 29, leap_day: 'skip' }, 'every year on February 29'],
    [{ how: 'after_done', days: 1 }, '1 day after it was done'],
    [{ how: 'rule', text: 'FREQ=DAILY', leap_day: 'skip' }, 'by your own rule'],
  ])('%j: %s', (when, words) => expect(dayWords(when)).toBe(words));

  it('is one line with its span, lead and zone', () => {
    expect(plain(comesWords(ROW))).toBe('5:30 PM, weekdays, 10 minutes before');
    const spanned = { ...ROW, lead_min: 0, time: '18:00', until_time: '21:00', zone: 'Europe/Berlin' };
    expect(plain(comesWords(spanned))).toBe(
      'some time between 6:00 PM and 9:00 PM, weekdays, in Europe/Berlin',
    );
  });

  it.each([
    [1, 'the 1st'],
    [12, 'the 12th'],
    [22, 'the 22nd'],
    [23, 'the 23rd'],
  ])('day %i: %s', (day, words) => expect(dateWords(day)).toBe(words));

  it.each([
    ['America/New_York', 'New York'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['UTC', 'UTC'],
  ])('%s is %s', (zone, place) => expect(placeOf(zone)).toBe(place));
});

describe('that morning', () => {
  it.each([
    ['17:30', 570],
    ['09:01', 61],
    ['09:00', null],
    ['06:00', null],
    // Half a day ahead at most.
    ['22:00', 720],
  ])('of %s is so many minutes before: %s', (time, lead) => expect(morningLead(time)).toBe(lead));

  it('stays the morning when the moment moves, and minutes stay minutes', () => {
    expect([leadAt('18:30', 570), leadAt('08:30', 570), leadAt('18:30', 30), leadAt('18:30', 0)]).toEqual([
      630, 60, 30, 0,
    ]);
    expect([isMorningLead(0), isMorningLead(60), isMorningLead(570)]).toEqual([false, false, true]);
    expect(plain(leadWords('17:30', 570))).toBe('that morning, 8:00 AM');
    expect(atTime({ ...newDraft('moment'), time: '17:30', lead_min: 570 }, '18:00')).toEqual({
      time: '18:00',
      lead_min: 600,
    });
  });
});

describe('a draft', () => {
  it('ends its span on the same day, and after it begins', () => {
    const spanned = (until_time: string) => faultOf({ ...newDraft('listen'), time: '18:00', until_time });
    expect([spanned('18:00')?.field, spanned('02:00')?.field, spanned('18:01')]).toEqual([
      'until_time',
      'until_time',
      null,
    ]);
  });

  it('needs the text of its rule', () => {
    const rule = (text: string) =>
      faultOf({ ...newDraft('listen'), when: { how: 'rule', text, leap_day: 'skip' } });
    expect([rule(' ')?.field, rule('FREQ=DAILY')]).toEqual(['rule', null]);
  });

  it.each<[When, boolean]>([
    [{ how: 'yearly', month: 2, day: 29, leap_day: 'skip' }, true],
    [{ how: 'yearly', month: 3, day: 29, leap_day: 'skip' }, false],
    [{ how: 'rule', text: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1,29', leap_day: 'skip' }, true],
    [{ how: 'rule', text: 'freq=yearly;bymonthday=29', leap_day: 'skip' }, true],
    [{ how: 'rule', text: 'FREQ=YEARLY;BYMONTHDAY=-29', leap_day: 'skip' }, false],
    [{ how: 'rule', text: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=29', leap_day: 'skip' }, false],
    [{ how: 'rule', text: 'FREQ=MONTHLY;BYMONTHDAY=29', leap_day: 'skip' }, false],
  ])('%j asks for the leap day: %s', (when, asks) => expect(meetsLeapDay(when)).toBe(asks));

  it('of a row shares nothing with it, and says "in 2 minutes" only where that is true', () => {
    const draft = draftOf(ROW);
    expect(draft.when).toEqual(ROW.when);
    expect(draft.when).not.toBe(ROW.when);
    expect([isPlainDaily(newDraft('practice')), isPlainDaily(draft)]).toEqual([true, false]);
  });
});

describe('a time ahead', () => {
  it.each<[Partial<PreviewLine>, string[]]>([
    [{}, []],
    [{ note: '02:30 does not exist that day' }, ['2:30 AM does not exist that day']],
    [{ question: true, may_rest: true }, ['with a question for them', 'may rest']],
    [{ fires: false, note: 'resting', question: true, may_rest: true }, ['resting']],
    [{ fires: false, in_quiet: true }, ['not shown: quiet hours']],
    [{ in_quiet: true }, ['waits for quiet hours to end']],
    [{ fires: false }, ['not shown']],
  ])('%j: %j', (line, marks) => expect(previewMarks({ ...LINE, ...line }).map(plain)).toEqual(marks));
});

describe('a time that passed', () => {
  const due = '2026-11-22T18:30:00';

  it.each<[Pick<OccurrenceLine, 'state' | 'due' | 'shown'>, string]>([
    [{ state: 'shown', due, shown: '2026-11-22T18:30:20' }, 'Shown'],
    [{ state: 'shown', due, shown: '2026-11-22T18:52:00' }, 'Shown at 6:52 PM'],
    [{ state: 'shown', due, shown: '2026-11-23T07:00:00' }, 'Shown Mon, Nov 23, 7:00 AM'],
    [{ state: 'missed', due, shown: null }, 'Too late to be shown'],
    [{ state: 'done', due, shown: due }, 'Done'],
  ])('%j: %s', (line, words) => expect(plain(stateWords(line))).toBe(words));
});

describe('how time works', () => {
  const said = CONTRACT.flatMap(({ paragraphs, example }) => [
    ...paragraphs,
    ...(example ? [example.title, ...example.lines] : []),
  ]);

  it('is said in sentences of at most 18 words', () => {
    const long = [INTRODUCTION, ...said]
      .filter((text) => !text.startsWith('ajar-cli'))
      .flatMap((text) => text.split(/(?<=[.?!:]) /))
      .filter((sentence) => sentence.split(' ').length > 18);
    expect(long).toEqual([]);
  });

  it('is said in the same words in docs', () => {
    const page = readFileSync('../docs/how-time-works.md', 'utf8').replaceAll('`', '');
    const missing = [INTRODUCTION, ...CONTRACT.map(({ title }) => `## ${title}`), ...said].filter(
      (text) => !page.includes(text.replace(/“((?:cargo|ajar-cli)[^”]*)”/g, '$1')),
    );
    expect(missing).toEqual([]);
  });
});
