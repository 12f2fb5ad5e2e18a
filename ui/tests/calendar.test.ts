// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DayCount } from '../src/lib/bindings/DayCount';
import type { Period } from '../src/lib/bindings/Period';
import type { Weekday } from '../src/lib/bindings/Weekday';
import { dayByKey, isJournalDay, sameDateOf, weeksOf } from '../src/lib/calendar';
import { addDays, weekdayOf } from '../src/lib/civil';
import { calendarDayWords, entryDayFault, periodWords, yearsAgoWords } from '../src/lib/dayWords';
import { session } from '../src/lib/session.svelte';
import { Calendar } from '../src/views/journal/calendar.svelte';
import CalendarShelf from '../src/views/journal/CalendarShelf.svelte';
import TodayInOtherYears from '../src/views/journal/TodayInOtherYears.svelte';
import { beside, buttons, draw, named, press, settle, type, unfold, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

describe('a month as weeks', () => {
  it.each<[string, Weekday, number, string | null, string | null]>([
    ['2026-03', 'mo', 6, null, null],
    ['2026-03', 'su', 5, '2026-03-01', null],
    ['2026-02', 'su', 4, '2026-02-01', '2026-02-28'],
    ['2024-02', 'mo', 5, null, null],
    // The clocks of Berlin change on the last Sunday of it.
    ['2027-03', 'mo', 5, '2027-03-01', null],
  ])('%s from %s has %i', (month, first, rows, begin, end) => {
    const weeks = weeksOf(month, first);
    expect(weeks.length).toBe(rows);
    expect([weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([begin, end]);
    for (const week of weeks)
      week.forEach((day, column) => {
        if (day) expect(weekdayOf(day)).toBe(weekdayOf(addDays(weeks[1]?.[0] ?? '', column)));
      });
    const days = weeks.flat().filter((day) => day !== null);
    expect(days).toEqual(days.map((_, step) => addDays(`${month}-01`, step)));
  });
});

describe('a key in the calendar', () => {
  it.each<[string, string, Weekday, string | null]>([
    ['ArrowLeft', '2026-03-01', 'mo', '2026-02-28'],
    ['ArrowRight', '2024-02-28', 'mo', '2024-02-29'],
    ['ArrowUp', '2026-03-03', 'mo', '2026-02-24'],
    ['ArrowDown', '2026-03-29', 'mo', '2026-04-05'],
    ['Home', '2026-03-11', 'mo', '2026-03-09'],
    ['End', '2026-03-11', 'mo', '2026-03-15'],
    ['Home', '2026-03-11', 'su', '2026-03-08'],
    ['End', '2026-03-11', 'sa', '2026-03-13'],
    ['Home', '2026-03-01', 'mo', '2026-02-23'],
    ['PageUp', '2026-03-31', 'mo', '2026-02-28'],
    ['PageDown', '2024-01-31', 'mo', '2024-02-29'],
    ['PageDown', '2026-12-31', 'mo', '2027-01-31'],
    ['ArrowLeft', '1900-01-01', 'mo', '1900-01-01'],
    ['PageDown', '2200-12-05', 'mo', '2200-12-31'],
    ['a', '2026-03-01', 'mo', null],
  ])('%s on %s, in weeks from %s, leads to %s', (key, day, first, expected) =>
    expect(dayByKey(key, day, first)).toBe(expected),
  );

  it('keeps the date from month to month where there is one', () =>
    expect([sameDateOf('2024-02-29', 12), sameDateOf('2026-01-15', -1)]).toEqual([
      '2025-02-28',
      '2025-12-15',
    ]));
});

describe('the words of a day', () => {
  const day = (count: number, moods: DayCount['moods'] = []): DayCount => ({
    day: '2026-03-11',
    count,
    moods,
  });
  it.each([
    [undefined, '2026-03-01', 'Wednesday, March 11'],
    [day(1), '2026-03-01', 'Wednesday, March 11, 1 entry'],
    [day(2, ['warm', 'low']), '2026-03-11', 'Wednesday, March 11, today, 2 entries, warm, low'],
  ])('%j', (entries, today, expected) =>
    expect(calendarDayWords('2026-03-11', today, entries)).toBe(expected),
  );

  it.each([
    [1, '1 year ago'],
    [2, '2 years ago'],
    [-1, '1 year later'],
    [-12, '12 years later'],
  ])('%i years', (years, expected) => expect(yearsAgoWords(years)).toBe(expected));

  it('name a period by its ends', () => {
    expect(periodWords({ first: '2026-03-01', last: '2026-03-01' })).toBe('Sun, Mar 1, 2026');
    expect(periodWords({ first: '2025-12-31', last: '2026-03-01' })).toBe(
      'Wed, Dec 31, 2025 to Sun, Mar 1, 2026',
    );
  });

  it.each(['1900-01-01', '2200-12-31', '2024-02-29'])('%s can be the day of an entry', (each) =>
    expect([isJournalDay(each), entryDayFault(each)]).toEqual([true, null]),
  );
  it.each(['1899-12-31', '2201-01-01', '2026-02-29', '12026-01-01', ''])('%j cannot', (each) =>
    expect(entryDayFault(each)).not.toBeNull(),
  );
});

const row = (id: string, day: string, title: string) => ({
  id,
  day,
  time: null,
  title,
  snippet: '',
  in_trash: false,
  tags: [],
  mood: null,
  starred: false,
});

const TODAY = '2026-03-11';
let entries: ReturnType<typeof row>[] = [];
let hidden: { ids: string[]; periods: Period[] } = { ids: [], periods: [] };

/** As the engine answers, as far as these tests go. */
function layDown() {
  entries = [
    row('a', '2026-03-11', 'Now'),
    row('b', '2026-03-01', 'Begin'),
    row('c', '2024-03-11', 'Bike'),
    row('d', '2019-03-11', 'Lake'),
  ];
  hidden = { ids: [], periods: [] };
  session.status = { settings: { first_weekday: 'mo' } } as never;
  const others = (day: string) =>
    entries.filter((each) => each.day !== day && each.day.slice(5) === day.slice(5));
  const isHidden = (each: { id: string; day: string }) =>
    hidden.ids.includes(each.id) ||
    hidden.periods.some(({ first, last }) => first <= each.day && each.day <= last);
  shell.answers = {
    ...shell.answers,
    get_day: ({ day }: { day: string | null }) => ({
      today: TODAY,
      day: day ?? TODAY,
      entries: entries.filter((each) => each.day === (day ?? TODAY)),
      memories: others(day ?? TODAY)
        .filter((each) => !isHidden(each))
        .map((entry) => ({
          years: Number((day ?? TODAY).slice(0, 4)) - Number(entry.day.slice(0, 4)),
          entry,
        })),
    }),
    list_days: ({ month }: { month: string }) =>
      entries.filter(({ day }) => day.startsWith(month)).map(({ day }) => ({ day, count: 1, moods: [] })),
    list_hidden_days: () => ({
      entries: entries.filter(({ id }) => hidden.ids.includes(id)),
      periods: hidden.periods,
    }),
    hide_memory: ({ id }: { id: string }) => void hidden.ids.push(id),
    show_memory: ({ id }: { id: string }) => void (hidden.ids = hidden.ids.filter((each) => each !== id)),
    hide_period: ({ period }: { period: Period }) => void hidden.periods.push(period),
    show_period: () => void (hidden.periods = []),
  };
}

const onpick = vi.fn();
const onwrite = vi.fn();
let calendar: Calendar;

async function open() {
  calendar = new Calendar();
  draw(CalendarShelf, { calendar, openId: null, onpick, onwrite });
  await settle();
  await settle();
}

const cell = (name: string) => document.querySelector<HTMLElement>(`[role=gridcell][aria-label="${name}"]`);
const focused = () => document.activeElement?.getAttribute('aria-label');

async function key(...names: string[]) {
  for (const name of names) {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    await settle();
    await settle();
  }
}

/** The shell tells that something changed; here the test does. */
async function changed() {
  await Promise.all([calendar.page.reload(), calendar.days.reload()]);
  await settle();
}

describe('the calendar', () => {
  beforeEach(() => {
    layDown();
    onpick.mockClear();
    onwrite.mockClear();
  });

  it('names each day, marks today and those with entries, and is one stop for the Tab key', async () => {
    await open();
    expect(cell('Wednesday, March 11, today, 1 entry')?.getAttribute('aria-current')).toBe('date');
    expect(cell('Sunday, March 1, 1 entry')?.querySelectorAll('i').length).toBe(1);
    expect(cell('Monday, March 2')?.querySelectorAll('i').length).toBe(0);
    expect(document.querySelectorAll('[role=gridcell][tabindex="0"]').length).toBe(1);
    expect(document.querySelector('th')?.getAttribute('abbr')).toBe('Monday');
  });

  it('goes with the keys into other months, and Enter chooses', async () => {
    await open();
    cell('Wednesday, March 11, today, 1 entry')?.focus();
    await key('Home', 'ArrowUp', 'ArrowUp');
    expect(focused()).toBe('Monday, February 23');
    await key('PageDown', 'End', 'ArrowLeft');
    expect(focused()).toBe('Saturday, March 28');
    expect(words()).toContain('Wednesday, March 11, 2026');
    await key('PageUp', 'PageDown', 'Enter');
    expect(words()).toContain('Saturday, March 28, 2026');
    expect(focused()).toBe('Saturday, March 28');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('true');
    await press('Today in the calendar');
    await settle();
    expect(words()).toContain('Wednesday, March 11, 2026');
  });

  it('shows the entries of the day that was chosen, and writes for it', async () => {
    await open();
    await press('Write for this day');
    cell('Sunday, March 1, 1 entry')?.click();
    await settle();
    await settle();
    await press('Write for this day');
    expect(onwrite.mock.calls).toEqual([[null], ['2026-03-01']]);
    buttons()
      .find((button) => button.textContent.includes('Begin'))
      ?.click();
    expect(onpick).toHaveBeenCalledExactlyOnceWith('b');
  });

  it('turns its pages with buttons too', async () => {
    await open();
    await press('Previous month');
    expect(document.querySelector('h2')?.textContent).toBe('February 2026');
    await press('Next month');
    await press('Next month');
    expect(document.querySelector('h2')?.textContent).toBe('April 2026');
    expect(asked('list_days').at(-1)).toEqual({ month: '2026-04' });
  });
});

describe('on this day', () => {
  beforeEach(layDown);

  it('follows the chosen day and says how long ago', async () => {
    await open();
    expect(words()).toMatch(/2 years ago, 2024 Bike.*7 years ago, 2019 Lake/);
    cell('Sunday, March 1, 1 entry')?.click();
    await settle();
    await settle();
    expect(words()).toContain('Nothing from other years.');
    calendar.choose('2019-03-11');
    await settle();
    await settle();
    expect(words()).toMatch(/7 years later, 2026 Now.*5 years later, 2024 Bike/);
  });

  it('says of the leap day that it is one', async () => {
    entries.push(row('e', '2024-02-29', 'Leap'));
    shell.answers['get_day'] = () => ({
      today: TODAY,
      day: '2026-02-28',
      entries: [],
      memories: [{ years: 2, entry: entries.at(-1) }],
    });
    await open();
    expect(words()).toContain('2 years ago, 2024, on February 29 Leap');
  });

  it('hides one entry, and takes that back', async () => {
    await open();
    await press('Hide from On this day: Bike');
    expect(document.activeElement?.textContent).toBe('On this day');
    await changed();
    expect(words()).not.toContain('2 years ago');
    expect(said()).toEqual(['It will not come up on its day. It stays in your journal.']);
    await shell.opened.notes.takeBack(shell.opened.notes.list[0]!);
    await changed();
    expect(words()).toContain('2 years ago, 2024 Bike');
  });

  it('hides the days of a period, lists what is hidden, and shows it again', async () => {
    hidden.ids = ['d'];
    await open();
    await unfold();
    expect(words()).toContain('It stays in your list, in the search and in the calendar.');
    expect(named('Show again: Lake')).toBeDefined();
    await type('From', '2024-03-01');
    await type('To', '2024-03-20');
    await press('Hide these days');
    expect(asked('hide_period')).toEqual([{ period: { first: '2024-03-01', last: '2024-03-20' } }]);
    expect(said()).toEqual(['Hidden from On this day: Fri, Mar 1, 2024 to Wed, Mar 20, 2024.']);
    await changed();
    expect(words()).toContain('Nothing from other years.');
    await shell.opened.notes.takeBack(shell.opened.notes.list[0]!);
    await press('Show again: Lake');
    await changed();
    expect(words()).toMatch(/2024 Bike.*2019 Lake/);
    expect(asked('show_period')).toEqual([{ period: { first: '2024-03-01', last: '2024-03-20' } }]);
  });

  it('says beside the field why days cannot be hidden', async () => {
    shell.answers['hide_period'] = refusal('invalid', 'The last day comes before the first.', 'last');
    await open();
    await unfold();
    await press('Hide these days');
    expect([beside('From'), beside('To')]).toEqual([null, 'The last day comes before the first.']);
    expect(said()).toEqual([]);
  });

  it('is offered in one line while today has some, and not otherwise', async () => {
    const onlook = vi.fn();
    draw(TodayInOtherYears, { onlook });
    await settle();
    await press('On this day: 2 entries');
    expect(onlook).toHaveBeenCalledOnce();
    hidden.ids = ['c', 'd'];
    draw(TodayInOtherYears, { onlook });
    await settle();
    expect(buttons().length).toBe(1);
  });
});
