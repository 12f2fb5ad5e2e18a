// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave } from '../src/lib/autosave';
import type { EntrySave } from '../src/lib/bindings/EntrySave';
import { Drafts } from '../src/lib/drafts';
import { Refusal } from '../src/lib/refusal';
import { session } from '../src/lib/session.svelte';
import EntryDay from '../src/views/journal/EntryDay.svelte';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import { beside, draw, field, isDialogOpen, named, press, settle, submit, type, words } from './drawn';
import { asked, said, shell } from './shell';

const saved = (save: EntrySave, day = '2026-11-22') => ({
  id: save.id,
  rev: save.base_rev + 1,
  day: save.day ?? day,
  kept_as: null,
});

describe('the day of an entry that is being written', () => {
  it('is saved with the words, and again when that failed', async () => {
    const saves: EntrySave[] = [];
    let full = true;
    const drafts = new Drafts((save) => {
      saves.push(save);
      const refused = new Refusal({ code: 'storage_full', message: 'full', field: null });
      return full ? Promise.reject(refused) : Promise.resolve(saved(save));
    });
    const entry = drafts.begin({ id: 'a', rev: 2, text: 'old' });
    entry.note({ day: '2026-11-20' });
    entry.typed('new');
    // The journal is about to lock.
    expect(await drafts.flush()).toBe(false);
    expect(entry.noted).toEqual({ day: '2026-11-20' });
    full = false;
    expect(await drafts.flush()).toBe(true);
    expect(saves.at(-1)).toEqual({
      id: 'a',
      base_rev: 2,
      text: 'new',
      day: '2026-11-20',
      goes_on: false,
    });
    entry.typed('newer');
    await drafts.flush();
    expect(saves.at(-1)?.day).toBeNull();
  });

  it('is the one that it was begun for, until another one is chosen', async () => {
    const saves: EntrySave[] = [];
    const save = (each: EntrySave) => {
      saves.push(each);
      return Promise.resolve(saved(each));
    };
    const entry = new Autosave({ id: 'a', rev: 0, text: '', day: '2024-02-29' }, save);
    expect(entry.clean).toBe(true);
    entry.typed('x');
    await entry.flush();
    entry.typed('xy');
    await entry.flush();
    expect(saves.map(({ day }) => day)).toEqual(['2024-02-29', null]);
    const other = new Autosave({ id: 'b', rev: 0, text: '', day: '2024-02-29' }, save);
    other.note({ day: '2024-03-01' });
    await other.flush();
    expect(saves.at(-1)?.day).toBe('2024-03-01');
  });
});

describe('choosing a day', () => {
  const onmove = vi.fn();
  const onclose = vi.fn();

  beforeEach(() => {
    onmove.mockClear();
    onclose.mockClear();
    shell.opened.today.data = { day: '2026-11-22' } as never;
    draw(EntryDay, { day: '2026-11-22', onmove, onclose });
  });

  it('offers today and yesterday', async () => {
    expect(named('Today')?.getAttribute('aria-pressed')).toBe('true');
    await press('Yesterday');
    await press('Change the day');
    expect(onmove).toHaveBeenCalledExactlyOnceWith('2026-11-21');
    expect(onclose).toHaveBeenCalledOnce();
  });

  it.each(['1899-12-31', '2201-01-01', ''])('refuses %j beside the field, and keeps it', async (day) => {
    await type('Day', day);
    expect(beside('Day')).toBeNull();
    field('Day').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await submit('Day');
    expect(beside('Day')).toMatch(/^Choose a day/);
    expect([onmove.mock.calls, onclose.mock.calls, field('Day').value]).toEqual([[], [], day]);
  });

  it('takes a day that is still ahead, and says that it is', async () => {
    await type('Day', '2026-11-23');
    expect(words()).toContain('This day is still ahead.');
    await submit('Day');
    expect(onmove).toHaveBeenCalledExactlyOnceWith('2026-11-23');
  });
});

describe('an entry on another day', () => {
  const onmoved = vi.fn();
  const nothing = () => {};
  const entry = {
    id: 'a',
    rev: 5,
    day: '2026-11-22',
    time: '18:30',
    zone: 'UTC',
    text: 'text of now',
    tags: [],
    mood: null,
    starred: false,
  };
  const saves = () => asked('save_entry').map((args) => (args as { save: EntrySave }).save);

  async function open(props: { isNew: boolean; day?: string }, changed = {}) {
    onmoved.mockClear();
    shell.opened.today.data = { day: '2026-11-22' } as never;
    let stored = { ...entry, ...changed };
    shell.answers['get_entry'] = () => stored;
    shell.answers['save_entry'] = ({ save }: { save: EntrySave }) => {
      const answer = saved(save, stored.day);
      stored = { ...stored, rev: answer.rev, day: answer.day, text: save.text };
      return answer;
    };
    const hear = { ondeleted: nothing, onkept: nothing, onmoved, onchoose: nothing, onbringup: nothing };
    draw(EntryEditor, { id: 'a', ...props, ...hear });
    await vi.waitUntil(() => document.querySelector('[role=textbox]'), { timeout: 10_000 });
  }

  it('is told with the night, where the hour is of the night after it', async () => {
    session.status = { settings: { day_start: '04:00' } } as never;
    await open({ isNew: false }, { time: '00:21' });
    expect(words()).toMatch(/Sunday, November 22, 2026, 12:21.AM that night/);
    session.status = null;
  });

  it('is saved at once without the old hour, and the list is told', async () => {
    await open({ isNew: false });
    expect(words()).toMatch(/Sunday, November 22, 2026, 6:30.PM/);
    await press('Sunday, November 22, 2026, 6:30 PM: change the day');
    await press('Yesterday');
    await press('Change the day');
    await settle();
    expect(isDialogOpen()).toBe(false);
    expect(saves()).toEqual([
      { id: 'a', base_rev: 5, text: 'text of now', day: '2026-11-21', goes_on: false },
    ]);
    expect(named('Saturday, November 21, 2026: change the day')).toBeDefined();
    expect(onmoved).toHaveBeenCalledExactlyOnceWith('a');
    expect(said()).toEqual(['The entry is now on Saturday, November 21, 2026.']);
  });

  it('goes back with its hour, as it is by then', async () => {
    await open({ isNew: false });
    await press('Sunday, November 22, 2026, 6:30 PM: change the day');
    await press('Yesterday');
    await press('Change the day');
    await settle();
    await shell.opened.notes.takeBack(shell.opened.notes.list[0]!);
    expect(saves().at(-1)).toEqual({
      id: 'a',
      base_rev: 6,
      text: 'text of now',
      day: '2026-11-22',
      time: '18:30',
      goes_on: true,
    });
    expect(shell.opened.entryWanted).toBe('a');
  });

  it('is begun for a day without being saved empty', async () => {
    await open({ isNew: true, day: '2024-02-29' });
    expect(named('Thursday, February 29, 2024: change the day')).toBeDefined();
    await shell.opened.drafts.flush();
    expect(saves()).toEqual([]);
    expect(onmoved).not.toHaveBeenCalled();
  });
});
