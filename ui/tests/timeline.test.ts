// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { EntryRow } from '../src/lib/bindings/EntryRow';
import { monthAt, PAGE, pagesOf, placed, withPage } from '../src/lib/timeline';
import EntryList from '../src/views/journal/EntryList.svelte';
import { Timeline } from '../src/views/journal/timeline.svelte';
import { draw, named, press, settle, words } from './drawn';
import { asked, refusal, shell } from './shell';

const row = (day: string, id: string): EntryRow => ({
  id,
  day,
  time: null,
  title: id,
  snippet: '',
  pictures: 0,
  in_trash: false,
  tags: [],
  mood: null,
  starred: false,
});

describe('the months', () => {
  const months = placed([
    { month: '2026-11', count: 3 },
    { month: '2026-03', count: 1 },
    { month: '2019-03', count: 60 },
  ]);

  it('tell the place of their newest entry', () =>
    expect(months.map(({ start }) => start)).toEqual([0, 3, 4]));

  it.each([
    [0, '2026-11'],
    [2, '2026-11'],
    [3, '2026-03'],
    [4, '2019-03'],
    [63, '2019-03'],
  ])('the entry at place %i is of %s', (place, month) => expect(monthAt(months, place)?.month).toBe(month));

  it('know of none where there is none', () => expect(monthAt([], 0)).toBeUndefined());
});

describe('a page', () => {
  it.each([
    [0, 1, [0]],
    [49, 51, [0, 1]],
    [100, 150, [2]],
    [120, 170, [2, 3]],
    [0, 0, []],
  ])('from %i to before %i is looked up in %j', (first, last, pages) =>
    expect(pagesOf(first, last)).toEqual(pages),
  );

  it('stands at its place, and an entry that has moved stands there alone', () => {
    const [a, b, c] = [row('2026-11-03', 'a'), row('2026-11-02', 'b'), row('2026-11-01', 'c')];
    const merged = withPage([a, undefined, undefined, c], 1, [b, c]);
    expect(merged.map((each) => each?.id)).toEqual(['a', 'b', 'c', undefined]);
    expect(withPage([a], 0, [a, b])).toEqual([a]);
  });
});

/** Ten entries in each month of some years, newest first. */
let journal: EntryRow[] = [];
const months = () => {
  const counts = new Map<string, number>();
  for (const { day } of journal) counts.set(day.slice(0, 7), (counts.get(day.slice(0, 7)) ?? 0) + 1);
  return [...counts].map(([month, count]) => ({ month, count }));
};
const pagesAsked = () => asked('list_entries').map((args) => (args as { from: number }).from / PAGE);

function layDown() {
  journal = [];
  for (let year = 2026; year >= 2019; year -= 1)
    for (let month = 12; month >= 1; month -= 1)
      for (let date = 28; date > 18; date -= 1) {
        const day = `${year}-${String(month).padStart(2, '0')}-${date}`;
        journal.push(row(day, `e${day}`));
      }
  shell.answers['list_months'] = months;
  shell.answers['list_entries'] = ({ from }: { from: number }) => journal.slice(from, from + PAGE);
  shell.answers['get_entry_place'] = ({ id }: { id: string }) => journal.findIndex((each) => each.id === id);
}

const startOf = (month: string) => placed(months()).find((each) => each.month === month)?.start ?? -1;

describe('the timeline', () => {
  beforeEach(layDown);

  it('reads the rows that are looked at and no others', async () => {
    const timeline = new Timeline();
    await timeline.refresh();
    expect([timeline.rows.length, pagesAsked()]).toEqual([960, [0]]);
    const march = startOf('2019-03');
    timeline.see(march, march + 10);
    await settle();
    expect(timeline.rows[march]?.day).toBe('2019-03-28');
    // Up and down from there.
    timeline.see(march - 60, march - 50);
    await settle();
    expect(timeline.rows[march - 51]?.id).toBe(journal[march - 51]?.id);
    timeline.see(march + 12, 960);
    await settle();
    expect(timeline.rows[959]?.day).toBe('2019-01-19');
    expect(pagesAsked().every((page) => page === 0 || page > 16)).toBe(true);
  });

  it('passes over what was scrolled past', async () => {
    const timeline = new Timeline();
    await timeline.refresh();
    for (let place = 0; place < 900; place += 10) timeline.see(place, place + 10);
    await settle();
    expect(pagesAsked()).toEqual([0, 1, 17]);
  });

  it('reads what is in view anew after a change, and the newest, and forgets the rest', async () => {
    const timeline = new Timeline();
    await timeline.refresh();
    timeline.see(300, 310);
    await settle();
    timeline.see(500, 510);
    await settle();
    shell.calls = [];
    journal.unshift(row('2026-12-31', 'new'));
    await timeline.refresh();
    expect(pagesAsked()).toEqual([0, 10]);
    expect([timeline.rows.length, timeline.rows[0]?.id, timeline.rows[300]]).toEqual([961, 'new', undefined]);
    expect(timeline.rows[501]?.id).toBe(journal[501]?.id);
  });

  it('is as the last of several readings says, whichever answers first', async () => {
    const timeline = new Timeline();
    const answer: (() => void)[] = [];
    shell.answers['list_months'] = () => {
      const now = months();
      return new Promise((resolve) => answer.push(() => resolve(now)));
    };
    const both = [timeline.refresh()];
    await settle();
    journal.shift();
    both.push(timeline.refresh());
    await settle();
    answer[1]?.();
    answer[0]?.();
    await Promise.all(both);
    expect(timeline.rows.length).toBe(959);
  });

  it('finds an entry wherever it has moved to', async () => {
    const timeline = new Timeline();
    await timeline.refresh();
    await timeline.reveal('e2021-05-20');
    expect(timeline.wanted?.place).toBe(journal.findIndex(({ id }) => id === 'e2021-05-20'));
    shell.answers['get_entry_place'] = refusal('not_found', 'There is no such entry.');
    timeline.wanted = null;
    await timeline.reveal('gone');
    expect(timeline.wanted).toBeNull();
  });

  it('says why it could not be read, and can be asked again', async () => {
    const answer = shell.answers['list_months'];
    shell.answers['list_months'] = refusal('internal', 'Your journal could not be read. Try again.');
    const timeline = new Timeline();
    await timeline.refresh();
    expect([timeline.problem?.message, timeline.loaded]).toEqual([
      'Your journal could not be read. Try again.',
      false,
    ]);
    if (answer) shell.answers['list_months'] = answer;
    await timeline.refresh();
    expect([timeline.problem, timeline.rows.length]).toEqual([null, 960]);
  });
});

describe('the list', () => {
  const scroller = () => document.querySelector<HTMLElement>('.scroller')!;
  const select = () => document.querySelector('select')!;
  const items = () => [...document.querySelectorAll<HTMLElement>('[role=listitem]')];

  async function open() {
    layDown();
    const timeline = new Timeline();
    await timeline.refresh();
    draw(EntryList, { timeline, openId: null, onchoose: () => {} });
    await settle();
    return timeline;
  }

  async function goTo(month: string) {
    const option = [...select().options].find(({ value }) => value === month);
    if (!option) throw new Error(`there is no ${month}`);
    // This page does not know which option is chosen.
    Object.defineProperty(select(), 'querySelector', { configurable: true, value: () => option });
    select().dispatchEvent(new Event('change', { bubbles: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
  }

  async function scrollBy(rows: number) {
    scroller().scrollTop += rows * 76;
    scroller().dispatchEvent(new Event('scroll'));
    for (let turn = 0; turn < 4; turn += 1) await settle();
  }

  it('goes to a month, and on from there in both directions', async () => {
    await open();
    expect(select().getAttribute('aria-label')).toBe('Go to month');
    expect(named('Newest')).toBeUndefined();
    await goTo('2021-03');
    expect(words()).toContain('March 2021');
    expect(document.querySelector('[data-day]')).toBeNull();
    const first = items().find((item) => item.textContent.includes('e2021-03-28'));
    expect([first?.getAttribute('aria-posinset'), first?.getAttribute('aria-setsize')]).toEqual([
      '691',
      '960',
    ]);
    // The Tab key goes on there.
    expect(first?.querySelector('button')?.tabIndex).toBe(0);
    await scrollBy(-30);
    expect(words()).toContain('e2021-06-28');
    await scrollBy(60);
    expect(words()).toContain('e2020-12-28');
    await press('Newest');
    await settle();
    expect(words()).toContain('e2026-12-28');
  });

  it('stays where it is when an entry comes in above', async () => {
    const timeline = await open();
    await goTo('2021-03');
    const at = () => items().map((item) => item.textContent.trim());
    const before = scroller().scrollTop;
    journal.unshift(row('2026-12-31', 'new'));
    await timeline.refresh();
    await settle();
    expect(scroller().scrollTop).toBe(before + 76);
    expect(at().some((text) => text.includes('e2021-03-28'))).toBe(true);
  });

  it('moves the focus to a row that has yet to be read', async () => {
    await open();
    items()[0]?.querySelector('button')?.focus();
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(document.activeElement?.textContent).toContain('e2019-01-19');
  });
});
