import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntrySave } from '../src/lib/bindings/EntrySave';
import { Drafts } from '../src/lib/drafts';
import { Refusal } from '../src/lib/refusal';

function setUp() {
  const saves: EntrySave[] = [];
  const vault = { full: false };
  const drafts = new Drafts((save) => {
    saves.push(save);
    if (vault.full)
      return Promise.reject(new Refusal({ code: 'storage_full', message: 'full', field: null }));
    return Promise.resolve({ id: save.id, rev: save.base_rev + 1, day: '2026-11-22', kept_as: null });
  });
  return { drafts, saves, vault };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drafts', () => {
  it('leaving an entry saves it to itself while the next one is open', async () => {
    const { drafts, saves } = setUp();
    const first = drafts.begin({ id: 'first', rev: 2, text: 'old' });
    first.typed('new');
    const leaving = drafts.leave(first);
    drafts.begin({ id: 'second', rev: 1, text: '' }).typed('other');
    await leaving;
    expect(saves).toEqual([{ id: 'first', base_rev: 2, text: 'new', day: null, goes_on: false }]);
    expect(drafts.resume('first')).toBeUndefined();
  });

  it('an entry that could not be saved is found again with its words', async () => {
    const { drafts, saves, vault } = setUp();
    vault.full = true;
    const entry = drafts.begin({ id: 'a', rev: 1, text: '' });
    entry.typed('words');
    await drafts.leave(entry);
    const again = drafts.resume('a');
    expect(again?.text).toBe('words');
    vault.full = false;
    expect(await drafts.flush()).toBe(true);
    expect(saves.at(-1)?.text).toBe('words');
  });

  it('goes on saving an entry that stays open after a flush', async () => {
    const { drafts, saves } = setUp();
    const entry = drafts.begin({ id: 'a', rev: 1, text: '' });
    entry.typed('one');
    await drafts.flush();
    entry.typed('two');
    await drafts.flush();
    expect(saves.map((save) => [save.base_rev, save.text])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('an entry opened again at once waits for the words that are still on their way', async () => {
    const answers: (() => void)[] = [];
    const drafts = new Drafts((save) => {
      const saved = { id: save.id, rev: save.base_rev + 1, day: '2026-11-22', kept_as: null };
      return new Promise((resolve) => answers.push(() => resolve(saved)));
    });
    const entry = drafts.begin({ id: 'a', rev: 1, text: 'old' });
    entry.typed('new');
    void drafts.leave(entry);
    const settled = vi.fn();
    void drafts.settled('a').then(settled);
    await drafts.settled('another one');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(settled).not.toHaveBeenCalled();
    for (const answer of answers) answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toHaveBeenCalledOnce();
    expect(drafts.resume('a')).toBeUndefined();
  });

  it('does not wait for ever for words that cannot be saved', async () => {
    const { drafts, vault } = setUp();
    vault.full = true;
    const entry = drafts.begin({ id: 'a', rev: 1, text: 'old' });
    entry.typed('new');
    void drafts.leave(entry);
    await drafts.settled('a');
    expect(drafts.resume('a')?.text).toBe('new');
  });

  it('a lock leaves no words behind', () => {
    const { drafts } = setUp();
    const entry = drafts.begin({ id: 'a', rev: 1, text: 'secret' });
    drafts.drop();
    expect([entry.text, drafts.resume('a')]).toEqual(['', undefined]);
  });
});

describe('deleting an entry', () => {
  it('takes the last words along and saves nothing more', async () => {
    const { drafts, saves } = setUp();
    const inVault = vi.fn(() => Promise.resolve(null));
    const entry = drafts.begin({ id: 'a', rev: 1, text: '' });
    entry.typed('gone');
    expect(await drafts.remove(entry, inVault)).toBe('a');
    expect(inVault).toHaveBeenCalledExactlyOnceWith('a');
    entry.typed('after');
    await drafts.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saves.map((save) => save.text)).toEqual(['gone']);
  });

  it('is refused while the last words cannot be saved, and keeps them', async () => {
    const { drafts, vault } = setUp();
    const inVault = vi.fn(() => Promise.resolve(null));
    vault.full = true;
    const entry = drafts.begin({ id: 'a', rev: 1, text: '' });
    entry.typed('precious');
    await expect(drafts.remove(entry, inVault)).rejects.toMatchObject({ code: 'storage_full' });
    expect(inVault).not.toHaveBeenCalled();
    expect(entry.text).toBe('precious');
    vault.full = false;
    expect(await drafts.flush()).toBe(true);
  });

  it('that the vault refuses leaves it open', async () => {
    const { drafts } = setUp();
    const entry = drafts.begin({ id: 'a', rev: 1, text: 'here' });
    await expect(drafts.remove(entry, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(entry.text).toBe('here');
  });

  it('asks nothing of the vault for an empty page it never had', async () => {
    const { drafts } = setUp();
    const inVault = vi.fn(() => Promise.resolve(null));
    expect(await drafts.remove(drafts.begin({ id: 'a', rev: 0, text: '' }), inVault)).toBeNull();
    expect(inVault).not.toHaveBeenCalled();
  });
});
