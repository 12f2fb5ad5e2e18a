import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asked, refusal, shell } from './shell';
import { Searching, hasFilter, toggled } from '../src/views/journal/searching.svelte';

const hit = (id: string) => ({
  id,
  day: '2026-03-01',
  time: null,
  title: [{ text: id, hit: false }],
  excerpt: [],
  tags: [],
  mood: null,
  starred: false,
});

const settled = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => {
  vi.useFakeTimers();
  shell.calls.length = 0;
  shell.answers = {};
});

describe('searching', () => {
  it('asks once for a word that is typed fast', async () => {
    shell.answers['search_entries'] = () => ({ hits: [hit('a')], next: null, order: 'newest' });
    const searching = new Searching();
    for (const text of ['l', 'la', 'lamp']) {
      searching.text = text;
      searching.look();
    }
    await settled();
    expect(asked('search_entries')).toEqual([{ query: { text: 'lamp', order: 'newest', after: null } }]);
    expect(searching.hits?.map(({ id }) => id)).toEqual(['a']);
  });

  it('says how far the journal was read, and asks again until it is', async () => {
    let done = 12_000;
    shell.answers['search_entries'] = () => ({
      hits: [],
      next: null,
      order: 'newest',
      reading: done < 100_000 ? { done, of: 100_000 } : null,
    });
    const searching = new Searching();
    searching.text = 'lamp';
    searching.look();
    await settled();
    expect(searching.reading).toEqual({ done: 12_000, of: 100_000 });
    done = 100_000;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(searching.reading).toBeNull();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked('search_entries')).toHaveLength(2);
  });

  it('reads on where the last page ended', async () => {
    shell.answers['search_entries'] = ({ query }: { query: { after: number | null } }) =>
      query.after === null
        ? { hits: [hit('a')], next: 7, order: 'newest' }
        : { hits: [hit('b')], next: null, order: 'newest' };
    const searching = new Searching();
    searching.text = 'lamp';
    searching.look();
    await settled();
    expect(searching.more).toBe(true);
    await searching.readOn();
    expect([searching.hits?.map(({ id }) => id), searching.more]).toEqual([['a', 'b'], false]);
  });

  it('goes on in the order of the first page, and shows no entry twice', async () => {
    shell.answers['search_entries'] = ({ query }: { query: { after: number | null } }) =>
      query.after === null
        ? { hits: [hit('a'), hit('b')], next: 7, order: 'newest' }
        : { hits: [hit('b'), hit('c')], next: null, order: 'newest' };
    const searching = new Searching();
    searching.order = 'best';
    searching.text = 'lamp';
    searching.look();
    await settled();
    await searching.readOn();
    expect(searching.hits?.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(asked('search_entries').at(-1)).toEqual({ query: { text: 'lamp', order: 'newest', after: 7 } });
  });

  it('does not go on with other words than those that were asked for', async () => {
    shell.answers['search_entries'] = () => ({ hits: [hit('a')], next: 7, order: 'newest' });
    const searching = new Searching();
    searching.text = 'lamp';
    searching.look();
    await settled();
    searching.text = 'lantern';
    searching.look();
    await searching.readOn();
    expect(asked('search_entries')).toHaveLength(1);
    await settled();
    expect(asked('search_entries').at(-1)).toEqual({
      query: { text: 'lantern', order: 'newest', after: null },
    });
  });

  it('shows no answer that comes after the field was cleared', async () => {
    let answer: (page: unknown) => void = () => {};
    shell.answers['search_entries'] = () => new Promise((resolve) => (answer = resolve));
    const searching = new Searching();
    searching.text = 'lamp';
    searching.look();
    await settled();
    searching.clear();
    answer({ hits: [hit('a')], next: null, order: 'newest' });
    await settled();
    expect(searching.hits).toBeNull();
  });

  it('says at the field what cannot be meant, and keeps what was typed', async () => {
    shell.answers['search_entries'] = refusal('invalid', 'Search for a word.', 'query');
    const searching = new Searching();
    searching.text = '*';
    searching.look();
    await settled();
    expect([searching.problem, searching.text]).toEqual(['Search for a word.', '*']);
  });
});

describe('a filter', () => {
  it('is a word that one click adds and takes away', () => {
    expect(toggled('', 'starred:')).toBe('starred:');
    expect(toggled('lamp  starred:', 'starred:')).toBe('lamp');
    expect(hasFilter('lamp starred:', 'starred:')).toBe(true);
  });

  it('of a mood takes the place of another', () => {
    expect(toggled('lamp mood:low', 'mood:warm')).toBe('lamp mood:warm');
    expect(toggled('lamp mood:low', 'mood:low')).toBe('lamp');
  });
});
