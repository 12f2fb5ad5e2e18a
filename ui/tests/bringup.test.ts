// @vitest-environment happy-dom
import { EditorView } from '@codemirror/view';
import { describe, expect, it, vi } from 'vitest';
import type { BringUp } from '../src/lib/bindings/BringUp';
import { firstLines, readSelection, statesWords, whereIs } from '../src/lib/bringUp';
import BringUpList from '../src/views/journal/BringUpList.svelte';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import { choose, draw, named, press, settle, unfold, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';
import { findFaults } from './two';

const nothing = () => {};
const mark = (id: string, more: Partial<BringUp> = {}): BringUp => ({
  id,
  entry: `entry-${id}`,
  title: `Title ${id}`,
  passage: null,
  place: null,
  state: 'private',
  day: '2026-11-22',
  ...more,
});

async function list(...marks: BringUp[]) {
  shell.answers['list_bring_up'] = () => marks;
  const onpick = vi.fn();
  draw(BringUpList, { openId: null, onpick });
  await settle();
  await settle();
  return onpick;
}

describe('where a passage is', () => {
  const check = (text: string, place: number | null, expected: number | undefined) =>
    expect(whereIs(text, { words: 'sea', place })?.anchor).toBe(expected);

  it('is the place nearest to where it was, or nowhere', () => {
    check('by the sea', 7, 7);
    check('by the sea', null, 7);
    check('more words: by the sea', 7, 19);
    check('sea, sea and sea', 0, 0);
    check('sea, sea and sea', 6, 5);
    check('sea, sea and sea', 99, 13);
    check('by the lake', 7, undefined);
  });
});

describe('short words', () => {
  it('name each state once', () => {
    expect(statesWords([])).toBe('');
    const marks = [mark('a', { state: 'ready' }), mark('b'), mark('c', { state: 'ready' })];
    expect(statesWords(marks)).toBe('ready, only for me yet');
  });

  it('end before the first empty line', () => {
    expect(firstLines('\n Title\nand more\n  \nThe rest\n\nof it')).toBe('Title\nand more');
    expect(firstLines('one line')).toBe('one line');
    expect(firstLines('')).toBe('');
  });
});

describe('the list', () => {
  it('says what will be here', async () => {
    await list();
    expect(words()).toContain('What you want to talk about will be here.');
  });

  it('shows ready ones first and folds settled ones away', async () => {
    await list(
      mark('a', { state: 'ready', passage: 'a week by the sea', place: 7 }),
      mark('b'),
      mark('c', { state: 'resolved' }),
    );
    const headings = [...document.querySelectorAll('h2')].map((each) => each.textContent);
    expect(headings).toEqual(['Ready to bring up', 'Only for me yet']);
    expect([words().includes('a week by the sea'), words().includes('Title c')]).toEqual([true, false]);
    await unfold();
    expect(words()).toContain('Title c');
    expect(await findFaults()).toEqual([]);
  });

  it('leads to the entry, and to the words in it', async () => {
    const onpick = await list(mark('a', { passage: 'the sea', place: 3 }), mark('b'));
    await press('the sea');
    await press('Title b');
    expect(onpick.mock.calls).toEqual([
      ['entry-a', { words: 'the sea', place: 3 }],
      ['entry-b', null],
    ]);
  });

  it('moves on and back, and the keyboard stays with what moved', async () => {
    await list(mark('a'));
    shell.answers['list_bring_up'] = () => [mark('a', { state: 'ready' })];
    await choose('Ready');
    await settle();
    expect(asked('set_bring_up')).toEqual([{ id: 'a', state: 'ready' }]);
    expect(document.activeElement?.closest('[data-mark]')?.getAttribute('data-mark')).toBe('a');
    await shell.opened.notes.takeBack(shell.opened.notes.list[0] as never);
    expect(asked('set_bring_up').at(-1)).toEqual({ id: 'a', state: 'private' });
  });

  it('says why something could not be moved', async () => {
    await list(mark('a'));
    shell.answers['set_bring_up'] = refusal('not_found', 'This mark is no longer there.');
    await choose('Settled');
    expect(said()).toEqual(['This mark is no longer there.']);
  });

  it('takes one off, with a way back', async () => {
    await list(mark('a'));
    await press('Take off the list: Title a');
    expect(asked('remove_bring_up')).toEqual([{ id: 'a' }]);
    await shell.opened.notes.takeBack(shell.opened.notes.list[0] as never);
    expect(asked('restore_bring_up')).toEqual([{ id: 'a' }]);
  });

  it('begins a plan with the words', async () => {
    await list(mark('a', { state: 'ready', passage: 'the sea' }));
    await press('Plan a talk');
    expect([shell.opened.page, shell.opened.plan, shell.opened.planWish]).toEqual([
      'talks',
      'new',
      'the sea',
    ]);
  });
});

describe('the printed page', () => {
  const sheet = () =>
    [...document.querySelectorAll('body > .print-sheet p')].map((paragraph) => paragraph.textContent);

  async function open() {
    shell.answers['get_entry'] = () => ({ text: 'Title b\n\nAll that <b>I</b> wrote.\n' });
    await list(
      mark('a', { state: 'ready', passage: 'a week by the sea' }),
      mark('b', { state: 'ready' }),
      mark('c', { passage: 'not yet' }),
    );
    await press('Print a page');
    await settle();
  }

  it('holds exactly the ready words, as text', async () => {
    await open();
    expect(sheet()).toEqual(['a week by the sea', 'Title b\n\nAll that <b>I</b> wrote.']);
    expect(document.querySelector('.print-sheet')?.textContent).not.toMatch(/not yet|Ajar|Nov|2026/);
    expect(document.querySelectorAll('.print-sheet b')).toHaveLength(0);
    expect(words()).toContain('A copy may stay in the print queue.');
  });

  it('leaves out what is not wanted, and shortens what is long', async () => {
    await open();
    await choose('Only the first lines');
    expect(sheet()).toEqual(['a week by the sea', 'Title b']);
    await choose('All of it, 8 words');
    await choose('a week by the sea');
    expect(sheet()).toEqual(['Title b\n\nAll that <b>I</b> wrote.']);
    await choose('Title b');
    expect([sheet(), named('Print')]).toEqual([[], undefined]);
  });

  it('is printed, and says what to do when it is not', async () => {
    await open();
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await press('Print');
    expect(print).toHaveBeenCalledOnce();
    print.mockRejectedValue('no');
    await press('Print');
    expect(words()).toContain('Please write down what you need.');
    vi.unstubAllGlobals();
  });

  it('is nowhere once the dialog is closed', async () => {
    await open();
    await press('Close');
    expect(document.querySelector('.print-sheet')).toBeNull();
  });

  it('is not offered while the words are not there', async () => {
    shell.answers['get_entry'] = refusal('internal', 'The entry could not be read.');
    await list(mark('b', { state: 'ready' }));
    await press('Print a page');
    await settle();
    expect([words().includes('The entry could not be read.'), named('Print'), sheet()]).toEqual([
      true,
      undefined,
      [],
    ]);
  });
});

describe('marking in an open entry', () => {
  const text = 'We talked. I would like a week by the sea.';
  const entry = { id: 'a', rev: 5, day: '2026-11-22', time: null, zone: 'UTC', text, tags: [], mood: null };
  const page = {
    id: 'a',
    isNew: false,
    ondeleted: nothing,
    onkept: nothing,
    onmoved: nothing,
    onchoose: nothing,
  };

  async function openEntry(more: object = {}) {
    shell.answers['get_entry'] = () => ({ ...entry, starred: false });
    shell.answers['list_bring_up'] = () => [];
    shell.answers['mark_bring_up'] = () => ({ id: 'm', is_new: true });
    const onbringup = vi.fn();
    draw(EntryEditor, { ...page, onbringup, ...more });
    const box = await vi.waitUntil(() => document.querySelector<HTMLElement>('[role=textbox]'), {
      timeout: 10_000,
    });
    const view = EditorView.findFromDOM(box);
    if (!view) throw new Error('there is no editor');
    return { view, onbringup };
  }

  it('takes the selected words, without the space around them', async () => {
    const { view } = await openEntry();
    view.dispatch({ selection: { anchor: 42, head: 10 } });
    await press('More for this entry');
    await press('Bring this up');
    await settle();
    const passage = 'I would like a week by the sea.';
    expect(asked('mark_bring_up')).toEqual([{ mark: { entry: 'a', passage, place: 11 } }]);
    expect(said()).toEqual(['These words are marked, only for you yet.']);
    await shell.opened.notes.takeBack(shell.opened.notes.list[0] as never);
    expect(asked('remove_bring_up')).toEqual([{ id: 'm' }]);
  });

  it('takes the whole entry without them, by the keyboard too, and undoes no older mark', async () => {
    await openEntry();
    shell.answers['mark_bring_up'] = () => ({ id: 'm', is_new: false });
    const key = { key: 'B', ctrlKey: true, shiftKey: true, cancelable: true, bubbles: true };
    document.querySelector('[role=textbox]')?.dispatchEvent(new KeyboardEvent('keydown', key));
    await settle();
    await settle();
    expect(asked('mark_bring_up')).toEqual([{ mark: { entry: 'a', passage: null, place: null } }]);
    expect(shell.opened.notes.list.map(({ text, undo }) => [text, undo])).toEqual([
      ['This entry is on your list already.', null],
    ]);
  });

  it('finds the words that were asked for', async () => {
    const { view } = await openEntry({ passage: { words: 'a week', place: 0 } });
    const { from, to } = view.state.selection.main;
    expect(view.state.sliceDoc(from, to)).toBe('a week');
  });

  it('says how far it is, and leads to the list', async () => {
    const { onbringup } = await openEntry();
    expect(named('To bring up: ready')).toBeUndefined();
    await wipe();
    shell.answers['list_bring_up'] = () => [mark('x', { entry: 'a', state: 'ready' }), mark('y')];
    draw(EntryEditor, { ...page, onbringup });
    await vi.waitUntil(() => named('To bring up: ready'), { timeout: 10_000 });
    await press('To bring up: ready');
    expect(onbringup).toHaveBeenCalledOnce();
  });
});

it('where an entry is read, only words that stand there are marked', () => {
  document.body.innerHTML =
    '<p id="beside">of another entry</p><div class="reading"><p>we walked home</p></div>';
  const page = document.querySelector('.reading');
  const select = (from: Node | null | undefined, to: Node | null | undefined) => {
    if (!from || !to) throw new Error('there is nothing to select');
    const range = document.createRange();
    range.setStart(from, 0);
    range.setEnd(to, to.textContent?.length ?? 0);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  };
  const inside = page?.querySelector('p')?.firstChild;
  select(inside, inside);
  expect(readSelection(page)).toEqual({ words: 'we walked home', place: null });
  select(document.getElementById('beside')?.firstChild, inside);
  expect(readSelection(page)).toBeNull();
  getSelection()?.removeAllRanges();
  expect(readSelection(page)).toBeNull();
  document.body.innerHTML = '';
});
