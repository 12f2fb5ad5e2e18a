import { describe, expect, it, vi } from 'vitest';
import * as formats from '../src/lib/formats';

const plain = (text: string) => text.replace(/\u202f/g, ' ');

describe('in an American region', () => {
  it('says days and times', () => {
    expect(formats.dayLong('2026-11-22')).toBe('Sunday, November 22');
    expect(formats.dayWithYear('2026-11-22')).toBe('Sunday, November 22, 2026');
    expect(formats.monthLong('2026-11')).toBe('November 2026');
    expect(plain(formats.clock('18:30'))).toBe('6:30 PM');
  });

  it.each([
    ['2026-11-22T18:30:00', 0, 'today 6:30 PM'],
    ['2026-11-23T18:30:00', 1, 'tomorrow 6:30 PM'],
    ['2026-11-25T08:05:00', 3, 'Wednesday 8:05 AM'],
    ['2026-11-29T18:30:00', 7, 'Sun, Nov 29, 6:30 PM'],
    ['2026-11-20T18:30:00', -2, 'Fri, Nov 20, 6:30 PM'],
  ])('%s is %s days off: %s', (local, inDays, words) => {
    expect(plain(formats.whenWords(local, inDays))).toBe(words);
  });
});

describe('in other regions', () => {
  it('keeps English words and takes the order and the clock', async () => {
    vi.stubGlobal('navigator', { language: 'de-DE' });
    vi.resetModules();
    const german = await import('../src/lib/formats');
    expect(german.clock('18:30')).toBe('18:30');
    expect(german.clock('00:05')).toBe('00:05');
    expect(german.dayLong('2026-11-22')).toMatch(/^Sunday,? 22 November$/);
  });

  it.each([
    ['de-DE', 'en-DE'],
    ['de', 'en-DE'],
    ['pt-BR', 'en-BR'],
    ['C', 'en-US'],
    [undefined, 'en-US'],
  ])('%s becomes %s', (language, locale) => expect(formats.localeFor(language)).toBe(locale));
});

describe('words', () => {
  it.each([
    [0, 'now'],
    [1, 'in 1 minute'],
    [2, 'in 2 minutes'],
    [59, 'in 59 minutes'],
    [60, 'in about 1 hour'],
    [200, 'in about 3 hours'],
  ])('%i minutes: %s', (minutes, words) => expect(formats.inMinutesWords(minutes)).toBe(words));

  it('names sets of days', () => {
    expect(formats.daysWords(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], 1)).toBe('every day');
    expect(formats.daysWords(['fr', 'mo', 'tu', 'we', 'th'], 1)).toBe('weekdays');
    expect(formats.daysWords(['su', 'sa'], 1)).toBe('weekends');
    expect(formats.daysWords(['su'], 2)).toBe('every Sunday, every 2 weeks');
    expect(formats.daysWords(['mo', 'su'], 1, 'su')).toBe('Sun, Mon');
  });

  it.each([
    ['', 0],
    ['  \n ', 0],
    ['one two', 2],
    ["don't stop", 2],
    ['# A **bold** word.', 3],
    ['über uns', 2],
    ['昨日は', 3],
  ])('%j has %i words', (text, words) => expect(formats.countWords(text)).toBe(words));
});
