import { describe, expect, it } from 'vitest';
import { insistence } from '../src/lib/insistence';
import { comesBackWords, laterLabel } from '../src/lib/laterWords';
import { pointerWatch, tellPresence } from '../src/lib/presence';
import { asRefusal } from '../src/lib/refusal';
import { faultOf, newDraft } from '../src/lib/reminderDrafts';
import { pauseWords, reminderName } from '../src/lib/reminderWords';
import { shortcutOf, type Keys } from '../src/lib/shortcuts';
import { uuidV7 } from '../src/lib/uuid';
import { moveInGrid } from '../src/views/progress/gridKeys';
import { doorWords, weekWords } from '../src/lib/weekWords';

describe('the week in words', () => {
  const day = { day: '2026-11-18', count: 0, is_today: false, is_future: false };

  it.each([
    [{ ...day, count: 1 }, 'Wednesday, practiced'],
    [{ ...day, count: 3 }, 'Wednesday, practiced 3 times'],
    [day, 'Wednesday, no practice noted'],
    [{ ...day, is_today: true }, 'Today, Wednesday, not yet practiced'],
    [{ ...day, is_future: true }, 'Wednesday, still ahead'],
  ])('%j: %s', (mark, words) => expect(doorWords(mark)).toBe(words));

  it('gives numbers with their base', () => {
    expect(weekWords({ practiced_this_week: 2, goal: 3 })).toBe('2 of 3 days this week.');
    expect(weekWords({ practiced_this_week: 3, goal: 3, goal_reached_now: true })).toContain('3 of 3');
    expect(weekWords({ practiced_this_week: 5, goal: 3 })).toBe('5 days this week; your goal was 3.');
  });
});

describe('reminders in words', () => {
  it('uses the user’s name for it, else what it is', () => {
    expect([reminderName('moment', ' Car '), reminderName('practice', '')]).toEqual([
      'Car',
      'Keep practicing',
    ]);
  });

  it('says how long a pause lasts', () => {
    expect(pauseWords({ until: null })).toBe('until you say');
    expect(pauseWords({ until: '2026-11-23T07:00:00' })).toContain('until Mon, Nov 23');
  });

  it('names what a draft lacks', () => {
    expect(faultOf(newDraft('moment'))?.field).toBe('name');
    expect(
      faultOf({ ...newDraft('practice'), when: { how: 'weekly', days: [], every_weeks: 1 } })?.field,
    ).toBe('days');
    expect(faultOf(newDraft('weekly'))).toBeNull();
  });
});

describe('putting off', () => {
  it.each([
    [{ how: 'snooze', minutes: 10 } as const, '10 minutes'],
    [{ how: 'snooze', minutes: 60 } as const, '1 hour'],
    [{ how: 'tonight' } as const, 'Tonight'],
    [{ how: 'tomorrow' } as const, 'Tomorrow'],
    [{ how: 'done' } as const, null],
    [{ how: 'skip' } as const, null],
  ])('%j: %s', (action, label) => expect(laterLabel(action)).toBe(label));

  it.each([
    ['2026-11-22T18:30:00', 'at 6:30 PM.'],
    ['2026-11-23T18:30:00', 'tomorrow at 6:30 PM.'],
    ['2026-11-25T18:30:00', 'on Wed, Nov 25 at 6:30 PM.'],
    // The day begins at four: ten minutes past midnight is still today.
    ['2026-11-23T00:10:00', 'at 12:10 AM.'],
    ['2026-11-23T04:00:00', 'tomorrow at 4:00 AM.'],
  ])('until %s: %s', (until, words) => {
    const said = comesBackWords(until, '2026-11-22', '04:00').replace(/\u202f/g, ' ');
    expect(said).toBe(`It comes back ${words}`);
  });

  it('knows tomorrow across a year’s end', () => {
    expect(comesBackWords('2027-01-01T08:00:00', '2026-12-31', '04:00')).toContain('tomorrow');
  });
});

describe('insisting', () => {
  it('is asking again within a minute', () => {
    let at = 1_000;
    const insisted = insistence(() => at);
    expect(insisted()).toBe(false);
    at += 60_000;
    expect(insisted()).toBe(false);
    at += 59_999;
    expect(insisted()).toBe(true);
  });
});

describe('a refusal', () => {
  it('keeps an error body', () => {
    const refusal = asRefusal({ code: 'invalid', message: 'Choose another time.', field: 'time' });
    expect([refusal.code, refusal.message, refusal.field]).toEqual([
      'invalid',
      'Choose another time.',
      'time',
    ]);
  });

  it.each(['plain text', null, undefined, new Error('secret words'), 7])(
    '%s becomes a plain sentence',
    (cause) => {
      expect(asRefusal(cause).code).toBe('internal');
      expect(asRefusal(cause).message).toContain('Try again');
    },
  );
});

describe('keys', () => {
  const keys = (key: string, held: Partial<Keys> = {}): Keys => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...held,
  });

  it.each([
    [keys('n', { ctrlKey: true }), 'new_entry'],
    [keys('N', { metaKey: true }), 'new_entry'],
    [keys('l', { ctrlKey: true }), 'lock'],
    [keys('L', { ctrlKey: true, shiftKey: true }), 'quick_hide'],
    [keys('F1'), 'help'],
    [keys('?', { shiftKey: true }), 'help'],
    [keys('n'), null],
    [keys('l', { ctrlKey: true, altKey: true }), null],
    [keys('l', { ctrlKey: true, isComposing: true }), null],
  ])('%j: %s', (event, shortcut) => expect(shortcutOf(event, false, true)).toBe(shortcut));

  it('leaves the question mark to whoever is writing, or turned it off', () => {
    expect(shortcutOf(keys('?'), true, true)).toBeNull();
    expect(shortcutOf(keys('?'), false, false)).toBeNull();
    expect(shortcutOf(keys('F1'), true, false)).toBe('help');
  });

  it('moves in a month without leaving it', () => {
    expect([
      moveInGrid('ArrowUp', 3, 30),
      moveInGrid('ArrowDown', 3, 30),
      moveInGrid('ArrowRight', 29, 30),
    ]).toEqual([0, 10, 29]);
    expect([moveInGrid('Home', 9, 30), moveInGrid('End', 9, 30), moveInGrid('PageUp', 9, 30)]).toEqual([
      0,
      29,
      'earlier',
    ]);
    expect(moveInGrid('a', 9, 30)).toBeNull();
  });
});

describe('a new id', () => {
  it('is a version 7 UUID that carries its time and sorts by it', () => {
    const id = uuidV7(0x0123_4567_89ab);
    expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidV7(1_000) < uuidV7(1_001)).toBe(true);
    expect(new Set(Array.from({ length: 1_000 }, () => uuidV7(5))).size).toBe(1_000);
  });
});

describe('presence', () => {
  it('is told at once, then at most every ten seconds', () => {
    let at = 0;
    let told = 0;
    const present = tellPresence(
      () => (told += 1),
      () => false,
      () => at,
    );
    for (at = 0; at <= 25_000; at += 100) present();
    expect(told).toBe(3);
  });

  it('is told at once while a warning waits for it', () => {
    let told = 0;
    let warned = false;
    const present = tellPresence(
      () => (told += 1),
      () => warned,
      () => 0,
    );
    present();
    present();
    warned = true;
    present();
    expect(told).toBe(2);
  });

  it('is a pointer that moves, not a page that moves under it', () => {
    const moved = pointerWatch();
    const at = (screenX: number, screenY: number) => moved({ screenX, screenY });
    expect([at(5, 5), at(5, 5), at(5, 6), at(5, 6)]).toEqual([false, false, true, false]);
  });
});
