// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { picturesIn } from '../src/lib/clipboard';
import { createEditor } from '../src/lib/editor';
import { pastePicture } from '../src/lib/pictures';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import { choose, draw, field, isDialogOpen, named, press, settle, type, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const PNG = { type: 'image/png', small_type: 'image/jpeg', width: 60, height: 40 } as const;
const entry = {
  id: 'e',
  rev: 5,
  day: '2026-11-22',
  time: null,
  zone: 'UTC',
  text: 'text of now',
  tags: [],
  mood: null,
  starred: false,
};

let made: Map<string, string>;

beforeEach(() => {
  made = new Map();
  let number = 0;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = `blob:ajar/${(number += 1)}`;
    made.set(url, (blob as Blob).type);
    return url;
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void made.delete(url));
});

afterEach(() => vi.restoreAllMocks());

const some = (...captions: string[]) =>
  captions.map((caption, index) => ({ id: `p${index + 1}`, caption, ...PNG }));

async function open(pictures: unknown, isNew = false) {
  shell.answers['get_entry'] = () => entry;
  shell.answers['save_entry'] = ({ save }: { save: { base_rev: number } }) => ({
    id: 'e',
    rev: save.base_rev + 1,
    day: '2026-11-22',
    kept_as: null,
  });
  shell.answers['list_pictures'] ??= () => pictures;
  shell.answers['get_picture'] = () => new ArrayBuffer(4);
  const nothing = () => {};
  draw(EntryEditor, {
    id: 'e',
    isNew,
    ondeleted: nothing,
    onkept: nothing,
    onmoved: nothing,
    onchoose: nothing,
  });
  // The editor comes as a part of its own.
  await vi.waitUntil(() => document.querySelector('[role=textbox]'), { timeout: 10_000 });
  for (let turn = 0; turn < 4; turn += 1) await settle();
}

const strip = () => document.querySelector('[role=group][aria-label*=picture]');
const small = () => [...document.querySelectorAll<HTMLButtonElement>('.strip button')];
const names = () => small().map((button) => button.getAttribute('aria-label'));
const focused = () => document.activeElement?.getAttribute('aria-label');
const key = (name: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
  );

describe('the strip of pictures', () => {
  it('is not there without any', async () => {
    await open([]);
    expect(strip()).toBeNull();
  });

  it('says how many there are and what each is called', async () => {
    await open(some('', 'The lake'));
    expect(strip()?.getAttribute('aria-label')).toBe('2 pictures');
    expect(names()).toEqual(['Picture 1 of 2', 'Picture 2 of 2: The lake']);
    expect(asked('get_picture')).toEqual([
      { id: 'p1', small: true },
      { id: 'p2', small: true },
    ]);
    expect([...made.values()]).toEqual(['image/jpeg', 'image/jpeg']);
  });

  it('lets go of every picture when it is left', async () => {
    await open(some('', ''));
    await press('Picture 1 of 2');
    await settle();
    expect([...made.values()]).toEqual(['image/jpeg', 'image/jpeg', 'image/png']);
    await wipe();
    expect(made.size).toBe(0);
  });

  it('is one stop for Tab, and the arrows lead through it', async () => {
    await open(some('', '', ''));
    const stops = () => small().map(({ tabIndex }) => tabIndex);
    expect(stops()).toEqual([0, -1, -1]);
    small()[0]?.focus();
    const seen = ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowLeft'].map((name) => {
      key(name);
      return focused()?.charAt(8);
    });
    expect(seen).toEqual(['2', '3', '3', '2', '1', '1']);
    key('ArrowRight');
    await settle();
    expect(stops()).toEqual([-1, 0, -1]);
  });

  it('says when it could not be read, and tries again', async () => {
    shell.answers['list_pictures'] = refusal('unavailable', 'Another Ajar is busy.');
    await open([]);
    expect(words()).toContain('Another Ajar is busy.');
    shell.answers['list_pictures'] = () => some('');
    await press('Try again');
    expect(names()).toEqual(['Picture 1 of 1']);
  });
});

describe('a picture that is shown large', () => {
  it('is left by Escape and leads to its neighbors by the arrows', async () => {
    await open(some('', 'The lake', ''));
    await press('Picture 2 of 3: The lake');
    await settle();
    expect(document.querySelector('dialog img')?.getAttribute('alt')).toBe('The lake');
    const title = () => document.querySelector('dialog h2')?.textContent;
    document.querySelector('dialog')?.focus();
    const seen: unknown[] = [];
    for (const name of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
      await settle();
      seen.push(title());
    }
    expect(seen).toEqual([3, 3, 2, 1, 1].map((number) => `Picture ${number} of 3`));
    expect(named('Previous picture')?.disabled).toBe(true);
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await settle();
    expect(isDialogOpen()).toBe(false);
  });

  it('has a caption that is saved as it is written, and at the latest when it is left', async () => {
    await open(some('Old', ''));
    await press('Picture 1 of 2: Old');
    await type('Caption', 'The lake');
    expect(field('Caption').maxLength).toBe(500);
    field('Caption').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await settle();
    expect(document.querySelector('dialog h2')?.textContent).toBe('Picture 1 of 2');
    await press('Close');
    await settle();
    expect(asked('caption_picture')).toEqual([{ id: 'p1', caption: 'The lake' }]);
  });

  it('is saved with everything else that is being written', async () => {
    await open(some(''));
    await press('Picture 1 of 1');
    await type('Caption', 'Not left yet');
    expect(await shell.opened.flush()).toBe(true);
    expect(asked('caption_picture')).toEqual([{ id: 'p1', caption: 'Not left yet' }]);
  });

  it('is taken out, and that can be undone', async () => {
    await open(some('', ''));
    await press('Picture 2 of 2');
    await press('Take out of this entry');
    expect(isDialogOpen()).toBe(false);
    expect(asked('remove_picture')).toEqual([{ id: 'p2' }]);
    const note = shell.opened.notes.list[0];
    expect(note?.text).toBe('The picture is out of this entry.');
    if (note) await shell.opened.notes.takeBack(note);
    expect(asked('restore_picture')).toEqual([{ id: 'p2' }]);
  });
});

describe('adding a picture', () => {
  const add = async () => {
    await press('More for this entry');
    await press('Add a picture');
    await settle();
    await settle();
  };

  it('begins a new entry that nobody has written in yet', async () => {
    shell.answers['choose_pictures'] = () => ({ added: 2, problem: null });
    await open([], true);
    await add();
    const saves = asked('save_entry') as { save: { text: string; base_rev: number } }[];
    expect(saves.map(({ save }) => [save.text, save.base_rev])).toEqual([['', 0]]);
    expect(asked('choose_pictures')).toEqual([{ entry: 'e' }]);
    expect(said()).toEqual(['2 pictures added.']);
  });

  it('draws nothing anew while words are saved', async () => {
    shell.answers['choose_pictures'] = () => ({ added: 1, problem: null });
    await open(some(''), true);
    await add();
    await settle();
    for (const mood of ['Warm', 'Even']) {
      await choose(mood);
      await shell.opened.drafts.flush();
      await settle();
    }
    expect(asked('save_entry')).toHaveLength(3);
    expect([asked('list_pictures').length, asked('get_picture').length]).toEqual([1, 1]);
    expect(names()).toEqual(['Picture 1 of 1']);
  });

  it('says nothing when nothing was chosen, and what was wrong when something was', async () => {
    shell.answers['choose_pictures'] = () => ({ added: 0, problem: null });
    await open([]);
    await add();
    expect([said(), asked('save_entry')]).toEqual([[], []]);
    shell.answers['choose_pictures'] = () => ({ added: 1, problem: '1 of 2 pictures was not added.' });
    await add();
    expect(said()).toEqual(['1 of 2 pictures was not added.', '1 picture added.']);
    shell.answers['choose_pictures'] = refusal('storage_full', 'The disk is full.');
    await add();
    expect(said()).toContain('The disk is full.');
    expect(words()).not.toContain('Adding…');
  });

  it('goes on with the others that were pasted when one is refused', async () => {
    await open([]);
    let turn = 0;
    shell.answers['paste_picture'] = () => {
      if ((turn += 1) === 1) throw { code: 'invalid', message: 'This is not a picture.', field: 'picture' };
      return null;
    };
    const files = [1, 2, 3].map(() => new File(['x'], 'x', { type: 'image/png' }));
    const clipboardData = { getData: () => '', files };
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
    document.querySelector('[role=textbox]')?.dispatchEvent(event);
    await vi.waitUntil(() => said().length === 2);
    expect(said()).toEqual(['This is not a picture.', '2 pictures added.']);
  });

  it('sends no more than shows that it is too large', async () => {
    const most = 20 * 1024 * 1024;
    await pastePicture('e', new Blob([new Uint8Array(most + 99)]));
    expect((asked('paste_picture')[0] as Uint8Array).length).toBe(most + 1);
  });
});

describe('pasting', () => {
  const clipboard = (text: string, ...types: string[]) =>
    ({
      getData: (of: string) => (of === 'text/plain' ? text : ''),
      files: types.map((type) => new File(['x'], 'x', { type })),
    }) as unknown as DataTransfer;

  it('takes pictures where there are no words', () => {
    const check = (pasted: DataTransfer | null, expected: string[]) =>
      expect(picturesIn(pasted).map((file) => file.type)).toEqual(expected);
    check(null, []);
    check(clipboard(''), []);
    check(clipboard('', 'image/png', 'application/pdf', 'image/heic'), ['image/png', 'image/heic']);
    check(clipboard('words', 'image/png'), []);
  });

  it('adds a picture and leaves the text alone', () => {
    const onpictures = vi.fn();
    const editor = createEditor({
      parent: document.body,
      text: 'now',
      label: 'Entry',
      onchange: () => {},
      onpictures,
    });
    const paste = (clipboardData: DataTransfer) => {
      const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
      editor.view.contentDOM.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste(clipboard('', 'image/png'))).toBe(true);
    expect(onpictures.mock.calls.map(([files]) => (files as File[]).length)).toEqual([1]);
    expect(editor.view.state.sliceDoc()).toBe('now');
    paste(clipboard('words ', 'image/png'));
    expect(onpictures).toHaveBeenCalledOnce();
    expect(editor.view.state.sliceDoc()).toBe('words now');
    editor.view.destroy();
  });
});
