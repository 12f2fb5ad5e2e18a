// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Facets } from '../src/lib/bindings/Facets';
import { tagOf, withTag } from '../src/lib/tags';
import EntryNotes from '../src/views/journal/EntryNotes.svelte';
import RowNotes from '../src/views/journal/RowNotes.svelte';
import { alert, choose, draw, field, press, settle, type, words } from './drawn';

describe('a tag', () => {
  it.each([
    ['walk', 'walk'],
    [' #Walk ', 'Walk'],
    ['cafe\u0301', 'caf\u00e9'],
    ['שיחה', 'שיחה'],
    ['😀'.repeat(64), '😀'.repeat(64)],
    ['x'.repeat(65), null],
    ['two words', null],
    ['##a', null],
    ['a#b', null],
    ['#', null],
    ['a\u0000', null],
    ['a\ud800', null],
    ['', null],
  ])('%j is kept as %j', (typed, kept) => expect(tagOf(typed)).toBe(kept));

  it('is one, however it is written', () => {
    expect(withTag(['Walk'], 'walk')).toEqual(['Walk']);
    expect(withTag(['Walk'], 'car')).toEqual(['Walk', 'car']);
  });
});

const facets: Facets = { tags: ['walk'], mood: null, starred: false };

describe('noting', () => {
  const onnote = vi.fn();
  const open = (change: Partial<Facets> = {}, time: string | null = '18:30') =>
    draw(EntryNotes, { facets: { ...facets, ...change }, time, onnote });

  it('has no mood until one is chosen, and none again when it is pressed once more', async () => {
    open();
    expect([...document.querySelectorAll<HTMLInputElement>('input:checked')]).toEqual([]);
    await choose('Warm');
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, mood: 'warm' } });
  });

  it('takes a mood and a star off', async () => {
    open({ mood: 'warm', starred: true });
    await choose('Warm');
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, mood: null, starred: true } });
    await choose('★ Star');
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, mood: 'warm', starred: false } });
  });

  async function enter() {
    field('Tags').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, bubbles: true }),
    );
    await settle();
  }

  it('adds a tag with Enter and takes one off', async () => {
    open();
    await type('Tags', '#evening');
    await enter();
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, tags: ['walk', 'evening'] } });
    expect(field('Tags').value).toBe('');
    await press('Remove the tag walk');
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, tags: [] } });
    expect(document.activeElement).toBe(field('Tags'));
  });

  it('says what a tag is, and keeps what was typed', async () => {
    open();
    onnote.mockClear();
    const long = 'x'.repeat(65);
    await type('Tags', long);
    await enter();
    expect([alert(), field('Tags').value, onnote.mock.calls.length]).toEqual([
      'A tag is one word of at most 64 characters, such as evening-walk.',
      long,
      0,
    ]);
  });

  it('takes each word as it ends, at a space or a comma', async () => {
    open();
    onnote.mockClear();
    await type('Tags', 'river, move');
    expect(onnote.mock.calls).toEqual([[{ facets: { ...facets, tags: ['walk', 'river'] } }]]);
    expect(field('Tags').value).toBe('move');
    await type('Tags', 'move ');
    expect(onnote).toHaveBeenLastCalledWith({ facets: { ...facets, tags: ['walk', 'move'] } });
    expect(field('Tags').value).toBe('');
  });

  it('gives an entry without an hour one', async () => {
    open({}, null);
    await press('Add a time');
    expect(onnote.mock.lastCall?.[0].time).toMatch(/^\d\d:\d\d$/);
  });
});

it('a row says in words what its signs say', () => {
  draw(RowNotes, { mood: 'warm', starred: true, tags: ['walk'], pictures: 3 });
  expect(words()).toBe('Warm ★Starred 3 pictures #walk');
});
