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
    expect(saves).toEqual([{ id: 'first', base_rev: 2, text: 'new', day: null }]);
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

  it('a deleted entry is not saved again', async () => {
    const { drafts, saves } = setUp();
    const entry = drafts.begin({ id: 'a', rev: 1, text: '' });
    entry.typed('gone');
    drafts.forget(entry);
    await drafts.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saves).toEqual([]);
  });

  it('a lock leaves no words behind', () => {
    const { drafts } = setUp();
    const entry = drafts.begin({ id: 'a', rev: 1, text: 'secret' });
    drafts.drop();
    expect([entry.text, drafts.resume('a')]).toEqual(['', undefined]);
  });
});
