import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AT_MOST_MS, Autosave, QUIET_LARGE_MS, QUIET_MS } from '../src/lib/autosave';
import type { EntrySave } from '../src/lib/bindings/EntrySave';
import type { Saved } from '../src/lib/bindings/Saved';
import { Refusal } from '../src/lib/refusal';
import type { SaveReport } from '../src/lib/saves';

type Answer = (saved: Saved) => void;

/** A vault whose answers the test gives by hand, or at once. */
function vault(answer: 'at once' | 'by hand' = 'at once') {
  const saves: EntrySave[] = [];
  const waiting: { save: EntrySave; resolve: Answer; reject: (cause: unknown) => void }[] = [];
  let refusal: Refusal | null = null;
  const saved = (save: EntrySave): Saved => ({
    id: save.id,
    rev: save.base_rev + 1,
    day: '2026-11-22',
    kept_as: null,
  });
  const save = (request: EntrySave): Promise<Saved> => {
    saves.push(request);
    if (answer === 'by hand') {
      return new Promise((resolve, reject) => waiting.push({ save: request, resolve, reject }));
    }
    return refusal ? Promise.reject(refusal) : Promise.resolve(saved(request));
  };
  return {
    saves,
    save,
    refuse: (code: Refusal['code'] | null) =>
      (refusal = code === null ? null : new Refusal({ code, message: 'no', field: null })),
    answer: (change: Partial<Saved> = {}) => {
      const next = waiting.shift();
      next?.resolve({ ...saved(next.save), ...change });
    },
  };
}

const entry = (text = '') => ({ id: 'a', rev: 3, text });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('when it saves', () => {
  it('waits until the keys have been quiet', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry(), save);
    autosave.typed('o');
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    autosave.typed('on');
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    expect(saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves).toEqual([{ id: 'a', base_rev: 3, text: 'on', day: null, goes_on: false }]);
    expect(autosave.clean).toBe(true);
  });

  it('never lets typing go on longer than the limit', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry(), save);
    for (let at = 0; at < AT_MOST_MS; at += 100) {
      autosave.typed(`${at}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saves.map((each) => each.text)).toEqual(['2900']);
  });

  it('waits longer when the text is large', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry(), save);
    autosave.typed('x'.repeat(1_048_577));
    await vi.advanceTimersByTimeAsync(QUIET_LARGE_MS - 1);
    expect(saves).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves).toHaveLength(1);
  });

  it('saves nothing that did not change, and an emptied text like any other', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry('word'), save);
    autosave.typed('words');
    autosave.typed('word');
    await vi.advanceTimersByTimeAsync(AT_MOST_MS * 2);
    await autosave.flush();
    expect(saves).toEqual([]);
    autosave.typed('');
    await autosave.flush();
    expect(saves.map((each) => each.text)).toEqual(['']);
  });
});

describe('flush', () => {
  it('saves at once, and only once', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry(), save);
    autosave.typed('now');
    expect(await autosave.flush()).toBe(true);
    await vi.advanceTimersByTimeAsync(AT_MOST_MS * 2);
    expect(saves.map((each) => each.text)).toEqual(['now']);
  });

  it('waits for the save under way, then sends what came after it with the new revision', async () => {
    const { saves, save, answer } = vault('by hand');
    const autosave = new Autosave(entry(), save);
    autosave.typed('one');
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    autosave.typed('one two');
    const flushed = autosave.flush();
    expect(saves).toHaveLength(1);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    answer();
    expect(await flushed).toBe(true);
    expect(saves.map((each) => [each.base_rev, each.text])).toEqual([
      [3, 'one'],
      [4, 'one two'],
    ]);
  });

  it('saves to the entry it was typed in', async () => {
    const { saves, save } = vault();
    const first = new Autosave({ id: 'first', rev: 1, text: '' }, save);
    const second = new Autosave({ id: 'second', rev: 7, text: '' }, save);
    first.typed('mine');
    second.typed('other');
    await Promise.all([first.flush(), second.flush()]);
    expect(saves.map((each) => [each.id, each.base_rev, each.text])).toEqual([
      ['first', 1, 'mine'],
      ['second', 7, 'other'],
    ]);
  });
});

describe('a sitting', () => {
  it('begins with its first save that succeeds, and again when an earlier version comes back', async () => {
    const { saves, save, refuse } = vault();
    const autosave = new Autosave(entry('old'), save);
    refuse('storage_full');
    autosave.typed('one');
    await autosave.flush();
    refuse(null);
    await autosave.flush();
    autosave.typed('two');
    await autosave.flush();
    autosave.beginAnew();
    autosave.typed('old');
    await autosave.flush();
    expect(saves.map((each) => [each.text, each.goes_on])).toEqual([
      ['one', false],
      ['one', false],
      ['one', false],
      ['two', true],
      ['old', false],
    ]);
  });
});

describe('what is noted beside the words', () => {
  const facets = { tags: ['walk'], mood: 'warm', starred: false } as const;
  const noted = { facets: { ...facets, tags: [...facets.tags] } };

  it('is saved with them, once, and only what was noted', async () => {
    const { saves, save } = vault();
    const autosave = new Autosave(entry('words'), save);
    autosave.note(noted);
    autosave.note({ time: '18:30' });
    expect([autosave.clean, autosave.report.state]).toEqual([false, 'unsaved']);
    await autosave.flush();
    autosave.typed('words more');
    await autosave.flush();
    expect(saves).toEqual([
      { id: 'a', base_rev: 3, text: 'words', day: null, goes_on: false, ...noted, time: '18:30' },
      { id: 'a', base_rev: 4, text: 'words more', day: null, goes_on: true },
    ]);
  });

  it('while a save is under way goes out with the next one', async () => {
    const { saves, save, answer } = vault('by hand');
    const autosave = new Autosave(entry(), save);
    autosave.typed('words');
    const flushed = autosave.flush();
    autosave.note(noted);
    answer();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    answer();
    await flushed;
    expect(saves.map((each) => each.facets)).toEqual([undefined, noted.facets]);
    expect(autosave.clean).toBe(true);
  });

  it('and refused keeps no words from being saved', async () => {
    const saves: EntrySave[] = [];
    const autosave = new Autosave(entry(), (save) => {
      saves.push(save);
      return save.facets
        ? Promise.reject(new Refusal({ code: 'invalid', message: 'no', field: 'tags' }))
        : Promise.resolve({ id: 'a', rev: 4, day: '2026-11-22', kept_as: null });
    });
    autosave.typed('precious');
    autosave.note(noted);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(autosave.clean).toBe(true);
    expect(saves.at(-1)).toEqual({ id: 'a', base_rev: 3, text: 'precious', day: null, goes_on: false });
  });
});

describe('a stale revision', () => {
  it('goes on as the entry that was kept beside the other', async () => {
    const { saves, save, answer } = vault('by hand');
    const autosave = new Autosave(entry(), save);
    autosave.typed('mine');
    const flushed = autosave.flush();
    answer({ id: 'b', rev: 1, kept_as: 'b' });
    await flushed;
    expect([autosave.id, autosave.report.keptAs]).toEqual(['b', 'b']);
    autosave.typed('mine still');
    void autosave.flush();
    expect(saves.at(-1)).toEqual({ id: 'b', base_rev: 1, text: 'mine still', day: null, goes_on: true });
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(autosave.report).toMatchObject({ state: 'saved', keptAs: 'b' });
  });
});

describe('a refusal', () => {
  it('keeps the text, says why, and tries again until it is saved', async () => {
    const { saves, save, refuse } = vault();
    const reports: SaveReport[] = [];
    const autosave = new Autosave(entry(), save);
    autosave.listen((report) => reports.push(report));
    refuse('storage_full');
    autosave.typed('precious');
    expect(await autosave.flush()).toBe(false);
    expect([autosave.text, autosave.report.state, autosave.report.problem?.code]).toEqual([
      'precious',
      'failed',
      'storage_full',
    ]);
    const before = saves.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves.length).toBeGreaterThan(before);
    refuse(null);
    await vi.advanceTimersByTimeAsync(30_000);
    expect([autosave.clean, reports.at(-1)?.state]).toEqual([true, 'saved']);
    expect(saves.at(-1)?.text).toBe('precious');
  });

  it('of what was changed elsewhere waits for the user, and then goes on from there', async () => {
    const { save, saves, refuse } = vault();
    const autosave = new Autosave(entry(), save);
    refuse('conflict');
    autosave.typed('mine');
    await vi.advanceTimersByTimeAsync(120_000);
    expect([saves.length, autosave.text]).toEqual([1, 'mine']);
    refuse(null);
    autosave.rebase(9);
    autosave.rebase(4);
    await autosave.flush();
    expect(saves.at(-1)).toMatchObject({ base_rev: 9, text: 'mine' });
  });

  it('of a locked journal waits for something to change', async () => {
    const { saves, save, refuse } = vault();
    const autosave = new Autosave(entry(), save);
    refuse('locked');
    autosave.typed('kept');
    await autosave.flush();
    const tries = saves.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect([saves.length, autosave.text]).toEqual([tries, 'kept']);
  });

  it('is forgotten with the next key', async () => {
    const { save, refuse } = vault();
    const autosave = new Autosave(entry(), save);
    refuse('invalid');
    autosave.typed('too long');
    await autosave.flush();
    refuse(null);
    autosave.typed('short');
    expect(autosave.report).toMatchObject({ state: 'unsaved', problem: null });
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(autosave.clean).toBe(true);
  });
});

describe('drop', () => {
  it('lets go of the text and saves nothing more, not even emptiness', async () => {
    const { saves, save, answer } = vault('by hand');
    const autosave = new Autosave(entry(), save);
    autosave.typed('secret');
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    autosave.typed('secret words');
    autosave.drop();
    answer();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(saves.map((each) => each.text)).toEqual(['secret']);
    expect(autosave.text).toBe('');
  });
});
