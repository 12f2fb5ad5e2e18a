// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Block } from '../src/lib/bindings/Block';
import type { Inline } from '../src/lib/bindings/Inline';
import { shortcutOf } from '../src/lib/shortcuts';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import Reading from '../src/views/journal/Reading.svelte';
import ReadingBlocks from '../src/views/journal/ReadingBlocks.svelte';
import { draw, named, press, settle, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...inlines: Inline[]): Block => ({ kind: 'paragraph', inlines });

const EVERY: Block[] = [
  { kind: 'heading', level: 1, inlines: [text('A day')] },
  { kind: 'heading', level: 6, inlines: [text('Small')] },
  paragraph(
    text('plain '),
    { kind: 'strong', inlines: [text('strong')] },
    { kind: 'emphasis', inlines: [text('leaning')] },
    { kind: 'strike', inlines: [text('struck')] },
    { kind: 'code', text: '<b>' },
    { kind: 'break' },
    { kind: 'link', inlines: [text('tea')], address: 'javascript:alert(1)', title: 'now' },
    { kind: 'image', alt: 'our door', address: 'door.png', title: '' },
    text('<script>alert(1)</script>'),
  ),
  {
    kind: 'list',
    tight: true,
    items: [
      { number: 5, done: null, blocks: [paragraph(text('five'))] },
      { number: 3, done: null, blocks: [paragraph(text('three'))] },
    ],
  },
  {
    kind: 'list',
    tight: false,
    items: [
      { number: null, done: true, blocks: [paragraph(text('washed'))] },
      { number: null, done: false, blocks: [paragraph(text('dried'))] },
    ],
  },
  { kind: 'quote', blocks: [paragraph(text('they said'))] },
  { kind: 'code', info: 'js', text: 'let a;\n' },
  { kind: 'rule' },
  {
    kind: 'table',
    columns: ['start', 'end'],
    head: [{ inlines: [text('when')] }, { inlines: [text('what')] }],
    rows: [[{ inlines: [text('noon')] }, { inlines: [text('soup')] }]],
  },
];

const all = (selector: string) =>
  [...document.querySelectorAll(selector)].map((each) => each.textContent?.replace(/\s+/g, ' ').trim());

describe('the tree of an entry', () => {
  it('is drawn with an element for each kind', () => {
    draw(ReadingBlocks, { blocks: EVERY });
    expect(all('h3')).toEqual(['A day']);
    expect(all('h6')).toEqual(['Small']);
    expect([all('strong'), all('em'), all('s'), all('p > code')]).toEqual([
      ['strong'],
      ['leaning'],
      ['struck'],
      ['<b>'],
    ]);
    expect(
      [...document.querySelectorAll<HTMLLIElement>('ol > li')].map((item) => item.getAttribute('value')),
    ).toEqual(['5', '3']);
    expect(all('ul > li > p')).toEqual(['washed', 'dried']);
    expect(
      [...document.querySelectorAll('[role=img]')].map((sign) => sign.getAttribute('aria-label')),
    ).toEqual(['Done', 'To do']);
    expect(all('blockquote > p')).toEqual(['they said']);
    expect(document.querySelector('pre > code')?.textContent).toBe('let a;\n');
    expect(all('th[scope=col]')).toEqual(['when', 'what']);
    expect(all('td[data-side=end]')).toEqual(['soup']);
    expect(document.querySelectorAll('hr, br')).toHaveLength(2);
  });

  it('has nothing in it to follow, to load or to run', () => {
    draw(ReadingBlocks, { blocks: EVERY });
    expect(document.querySelectorAll('a, img, script, iframe, [href], [src], button, input')).toHaveLength(0);
    expect(words()).toContain('tea (javascript:alert(1), “now”)');
    expect(words()).toContain('our door (door.png)');
    expect(words()).toContain('<script>alert(1)</script>');
  });

  it('lets each part run the way its first letter does', () => {
    draw(ReadingBlocks, { blocks: EVERY });
    const parts = [...document.body.querySelectorAll(':is(h3, h6, p, ol, ul, blockquote, pre, table)')];
    expect(parts.filter((part) => !part.closest('[dir=auto]'))).toEqual([]);
  });
});

describe('reading an entry', () => {
  it('shows a long one bit by bit, and keeps what was shown', async () => {
    const stretches = [
      { blocks: [paragraph(text('first'))], next: 10 },
      { blocks: [paragraph(text('second'))], next: 20 },
      { blocks: [paragraph(text('third'))], next: null },
    ];
    shell.answers['read_entry'] = ({ from }: { from: number }) => stretches[from / 10];
    draw(Reading, { id: 'a', focus: true });
    await settle();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('What you wrote');
    expect(all('.page > p:not(.long)')).toEqual(['first']);
    expect(words()).toContain('This entry is long.');
    await press('Show more');
    expect(all('.page > p:not(.long)')).toEqual(['first', 'second']);
    await press('Show more');
    expect(all('.page > p')).toEqual(['first', 'second', 'third']);
    expect(named('Show more')).toBeUndefined();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('What you wrote');
    expect(asked('read_entry')).toEqual([0, 10, 20].map((from) => ({ id: 'a', from })));
  });

  it('says when there is nothing yet, and when it did not work', async () => {
    draw(Reading, { id: null, focus: false });
    await settle();
    expect(words()).toContain('Nothing is written here yet.');
    expect(asked('read_entry')).toEqual([]);
  });

  it('says why it did not work, and tries again', async () => {
    shell.answers['read_entry'] = refusal('internal', 'The disk did not answer.');
    draw(Reading, { id: 'a', focus: false });
    await settle();
    expect(words()).toContain('The disk did not answer.');
    shell.answers['read_entry'] = () => ({ blocks: [paragraph(text('there'))], next: null });
    await press('Try again');
    expect(words()).toContain('there');
    expect(words()).not.toContain('The disk');
  });
});

const entry = {
  id: 'a',
  rev: 5,
  day: '2026-11-22',
  time: null,
  zone: 'UTC',
  text: 'text of now',
  tags: [],
  mood: null,
  starred: false,
};
const nothing = () => {};
const page = {
  id: 'a',
  isNew: false,
  ondeleted: nothing,
  onkept: nothing,
  onchoose: nothing,
  onmoved: nothing,
  onbringup: nothing,
};
const writing = () => document.querySelector('.text:not([hidden]) [role=textbox]');
const key = (name: string) =>
  dispatchEvent(new KeyboardEvent('keydown', { key: name, ctrlKey: true, bubbles: true, cancelable: true }));

async function openEntry(more: Partial<typeof page> = {}) {
  shell.answers['get_entry'] = () => entry;
  shell.answers['read_entry'] = () => ({ blocks: [paragraph(text('as it is read'))], next: null });
  draw(EntryEditor, { ...page, ...more });
  await vi.waitUntil(() => document.querySelector('[role=textbox]'), { timeout: 10_000 });
}

describe('write or read', () => {
  it('is a shortcut, too', () => {
    const keys = { metaKey: false, altKey: false, isComposing: false };
    expect(shortcutOf({ ...keys, key: 'e', ctrlKey: true, shiftKey: false }, true, true)).toBe(
      'write_or_read',
    );
    expect(shortcutOf({ ...keys, key: 'E', ctrlKey: true, shiftKey: true }, true, true)).toBeNull();
    expect(shortcutOf({ ...keys, key: 'e', ctrlKey: false, shiftKey: false }, false, true)).toBeNull();
  });

  it('goes to and fro by button and by key, and the editor stays', async () => {
    await openEntry();
    const editor = document.querySelector('[role=textbox]');
    await press('Read');
    expect(words()).toContain('as it is read');
    expect(writing()).toBeNull();
    expect(named('Read')?.getAttribute('aria-pressed')).toBe('true');
    key('e');
    await settle();
    expect(writing()).toBe(editor);
    expect(named('Write')?.getAttribute('aria-pressed')).toBe('true');
    key('e');
    await settle();
    expect(writing()).toBeNull();
    expect(shell.opened.reading).toBe(true);
  });

  it('opens the next entry in the way that was chosen last, and a new one for writing', async () => {
    shell.opened.reading = true;
    await openEntry();
    expect(writing()).toBeNull();
    await settle();
    expect(words()).toContain('as it is read');
  });

  it('begins a new entry with the pen in hand', async () => {
    shell.opened.reading = true;
    await openEntry({ isNew: true });
    expect(writing()).not.toBeNull();
    expect(shell.opened.reading).toBe(true);
  });

  it('hides no word that is not saved', async () => {
    await openEntry();
    shell.opened.drafts.flush = () => Promise.resolve(false);
    shell.answers['save_entry'] = refusal('storage_full', 'The disk is full.');
    const { Autosave } = await import('../src/lib/autosave');
    const flush = vi.spyOn(Autosave.prototype, 'flush').mockResolvedValue(false);
    await press('Read');
    expect(writing()).not.toBeNull();
    expect(said()).toEqual(['Your last words are still being saved. Try again when they are.']);
    flush.mockRestore();
  });
});
