// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import EarlierVersions from '../src/views/journal/EarlierVersions.svelte';
import TrashList from '../src/views/journal/TrashList.svelte';
import { session } from '../src/lib/session.svelte';
import { alert, draw, isDialogOpen, named, press, settle, type, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const changes = [
  { kind: 'same', text: 'We talked ' },
  { kind: 'gone', text: 'long' },
  { kind: 'new', text: 'well' },
  { kind: 'left_out', text: '' },
];
const rows = [
  { rev: 4, written_ms: 1_700_000_000_000 },
  { rev: 2, written_ms: 1_600_000_000_000 },
];

function layDown() {
  shell.answers['list_revisions'] = () => rows;
  shell.answers['get_revision'] = ({ rev }: { rev: number }) => ({
    rev,
    written_ms: 0,
    text: `text of ${rev}`,
    changes,
  });
}

describe('earlier versions', () => {
  it('show the newest first, and say in words what the colors say', async () => {
    layDown();
    draw(EarlierVersions, { id: 'a', onbring: () => {}, onclose: () => {} });
    await settle();
    await settle();
    expect(asked('get_revision')).toEqual([{ id: 'a', rev: 4 }]);
    expect(words()).toContain('We talked Taken out: longAdded: well');
    expect(words()).toContain('Some of it is not shown here.');
  });

  it('lead from one to another and back to the entry', async () => {
    layDown();
    const onbring = vi.fn();
    draw(EarlierVersions, { id: 'a', onbring, onclose: () => {} });
    await settle();
    await settle();
    const select = document.querySelector('select');
    if (!select) throw new Error('there is nothing to choose from');
    // This page does not know which option is chosen.
    vi.spyOn(select, 'querySelector').mockReturnValue(select.options[1] as never);
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await settle();
    await press('Bring this version back');
    expect(onbring).toHaveBeenCalledExactlyOnceWith('text of 2');
  });

  it('say when there are none', async () => {
    shell.answers['list_revisions'] = () => [];
    draw(EarlierVersions, { id: 'a', onbring: () => {}, onclose: () => {} });
    await settle();
    await settle();
    expect(words()).toContain('There is no earlier version yet.');
    expect(named('Bring this version back')).toBeUndefined();
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
  onmoved: nothing,
  onchoose: nothing,
};

async function openEntry() {
  shell.answers['get_entry'] = () => entry;
  shell.answers['save_entry'] = ({ save }: { save: { base_rev: number } }) => ({
    id: 'a',
    rev: save.base_rev + 1,
    day: '2026-11-22',
    kept_as: null,
  });
  draw(EntryEditor, page);
  // The editor comes as a part of its own.
  await vi.waitUntil(() => document.querySelector('[role=textbox]'), { timeout: 10_000 });
}

const saves = () => asked('save_entry').map((args) => (args as { save: Record<string, unknown> }).save);

describe('bringing a version back', () => {
  it('is a change of its own, so what it replaces is kept', async () => {
    layDown();
    await openEntry();
    await press('More for this entry');
    await press('Earlier versions');
    await settle();
    await settle();
    await settle();
    await press('Bring this version back');
    expect(isDialogOpen()).toBe(false);
    await shell.opened.drafts.flush();
    expect(saves()).toEqual([{ id: 'a', base_rev: 5, text: 'text of 4', day: null, goes_on: false }]);
    expect(document.querySelector('[role=textbox]')?.textContent).toBe('text of 4');
    expect(said()).toEqual(['The earlier version is back. What it replaced is kept as a version too.']);
  });
});

describe('an entry that is left', () => {
  it('finds its cursor again', async () => {
    await openEntry();
    shell.opened.places.set('a', { anchor: 3, head: 5 });
    await wipe();
    expect(shell.opened.places.get('a')).toEqual({ anchor: 0, head: 0 });
  });
});

describe('deleting for ever', () => {
  async function ask() {
    session.status = { ways: { passphrase: true, recovery_key: false, login: false } } as never;
    shell.answers['list_trash'] = () => [{ ...entry, title: 'Old words', snippet: '', in_trash: true }];
    draw(TrashList, { onrestored: nothing });
    await settle();
    await press('Delete for ever: Old words');
  }

  it('asks who asks, and says why not', async () => {
    await ask();
    await press('Delete for ever');
    expect(asked('purge_entry')).toEqual([]);
    shell.answers['purge_entry'] = refusal('wrong_passphrase', 'That is not your passphrase.');
    await type('Your passphrase', 'wrong');
    await press('Delete for ever');
    expect(isDialogOpen()).toBe(true);
    expect(words() + alert()).toContain('That is not your passphrase.');
  });

  it('names the entry and its proof, and closes', async () => {
    await ask();
    await type('Your passphrase', 'right');
    await press('Delete for ever');
    expect(asked('purge_entry')).toEqual([{ id: 'a', proof: { passphrase: 'right' } }]);
    expect(isDialogOpen()).toBe(false);
    expect(said()).toEqual(['The entry is gone.']);
  });
});

describe('only the page', () => {
  const only = () => document.documentElement.dataset['only'];
  const key = (name: string) => dispatchEvent(new KeyboardEvent('keydown', { key: name, cancelable: true }));

  it('begins and ends with F9, ends with Escape, and with the entry', async () => {
    await openEntry();
    key('Escape');
    expect(only()).toBeUndefined();
    for (const way of ['F9', 'Escape']) {
      key('F9');
      await settle();
      expect(only()).toBe('page');
      key(way);
      await settle();
      expect(only()).toBeUndefined();
    }
    await press('Only this page');
    expect(only()).toBe('page');
    await wipe();
    expect(only()).toBeUndefined();
  });
});
