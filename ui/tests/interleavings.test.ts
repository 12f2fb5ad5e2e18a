// @vitest-environment happy-dom
/**
 * The real drafts and the real open entry in front of a vault that is slow, refuses, loses its answers, is written to by
 * others and locks: whatever comes after what, no character that was typed is lost, and none gets into another entry.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntrySave } from '../src/lib/bindings/EntrySave';
import type { Saved } from '../src/lib/bindings/Saved';
import { Opened } from '../src/lib/opened.svelte';
import { OpenEntry } from '../src/views/journal/openEntry.svelte';
import { Chance } from './chance';
import { shell } from './shell';

const JOURNEYS = 100;
const STEPS = 60;
const refuse = (code: string) => Promise.reject({ code, message: 'Try again.', field: null });

/** Keeps entries as the engine does: a stale save is kept beside, the same save twice is one. */
class Vault {
  readonly entries = new Map<string, { rev: number; text: string; deleted: boolean }>();
  isFull = false;
  losesAnswers = false;
  slowestMs = 0;
  locked = false;
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  async #wait(): Promise<void> {
    if (this.slowestMs > 0) await new Promise((done) => setTimeout(done, this.#chance.below(this.slowestMs)));
    if (this.locked) await refuse('locked');
  }

  async save(save: EntrySave): Promise<Saved> {
    await this.#wait();
    if (this.isFull) return refuse('storage_full');
    const saved = this.#keep(save);
    await this.#wait();
    return this.losesAnswers ? refuse('internal') : saved;
  }

  #keep({ id, base_rev, text }: EntrySave): Saved {
    const before = this.entries.get(id);
    if (!before) return this.#put(id, 1, text, false);
    if (before.text === text) return this.#put(id, before.rev, text, before.deleted);
    if (before.rev === base_rev) return this.#put(id, before.rev + 1, text, before.deleted);
    return {
      ...this.#keep({ id: this.#beside(id, text), base_rev: 0, text, day: null }),
      kept_as: this.#beside(id, text),
    };
  }

  #beside(id: string, text: string): string {
    const there = this.entries.get(`${id}/${text}`);
    return !there || there.text === text ? `${id}/${text}` : this.#beside(`${id}/${text}`, text);
  }

  #put(id: string, rev: number, text: string, deleted: boolean): Saved {
    this.entries.set(id, { rev, text, deleted });
    return { id, rev, day: '2026-11-22', kept_as: null };
  }

  async get(id: string) {
    await this.#wait();
    const entry = this.entries.get(id);
    if (!entry) return refuse('not_found');
    const { rev, text, deleted } = entry;
    return {
      id,
      rev,
      text,
      in_trash: deleted,
      day: '2026-11-22',
      time: null,
      tags: [],
      mood: null,
      starred: false,
    };
  }

  async setDeleted(id: string, deleted: boolean): Promise<void> {
    await this.#wait();
    const entry = this.entries.get(id);
    if (!entry) return refuse('not_found');
    this.entries.set(id, { ...entry, deleted });
  }

  /** Another window adds words. */
  writeElsewhere(id: string, words: string): void {
    const entry = this.entries.get(id);
    if (entry) this.#put(id, entry.rev + 1, entry.text + words, entry.deleted);
  }

  get living(): string[] {
    return [...this.entries].filter(([, { deleted }]) => !deleted).map(([id]) => id);
  }
}

/** The window: one entry is open, and what is typed is remembered here as well. */
class Desk {
  readonly chance: Chance;
  readonly vault: Vault;
  opened = new Opened();
  open: OpenEntry | null = null;
  /** Each word that was typed, and the entry that it was typed into first. */
  readonly typed = new Map<string, string>();
  #ids = 0;
  #words = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.vault = new Vault(this.chance);
    const { vault } = this;
    shell.answers['save_entry'] = ({ save }: { save: EntrySave }) => vault.save(save);
    shell.answers['get_entry'] = ({ id }: { id: string }) => vault.get(id);
    shell.answers['delete_entry'] = ({ id }: { id: string }) => vault.setDeleted(id, true);
    shell.answers['restore_entry'] = ({ id }: { id: string }) => vault.setDeleted(id, false);
  }

  show(id: string, isNew: boolean): void {
    this.open?.leave();
    this.open = new OpenEntry(this.opened, { id, isNew }, { onkept: () => {}, onmoved: () => {} });
    void this.open.load();
  }

  begin(): void {
    this.show(`e${(this.#ids += 1)}`, true);
  }

  pickAny(): void {
    const { living } = this.vault;
    const id = living[this.chance.below(Math.max(1, living.length))];
    if (id !== undefined) this.show(id, false);
  }

  type(): void {
    const draft = this.open?.autosave;
    if (!this.open || !draft) return;
    const word = `<${draft.id.split('/')[0]}:${(this.#words += 1)}>`;
    this.typed.set(word, draft.id);
    this.open.typed(draft.text + word);
  }

  /** Locks as the shell does: it asks for the words first, and goes on whatever the answer is. */
  async lock(): Promise<void> {
    const done = this.opened.flush();
    await vi.advanceTimersByTimeAsync(150);
    const isSaved = await Promise.race([done, Promise.resolve(false)]);
    this.vault.locked = true;
    this.opened.drop();
    this.open = null;
    await vi.advanceTimersByTimeAsync(60_000);
    this.vault.locked = false;
    this.opened = new Opened();
    if (isSaved) this.mustHold([...this.typed.keys()]);
    // What the page could not save in time is gone with it, as after a power cut; what was saved is not.
    for (const word of this.typed.keys()) if (!this.holds(word)) this.typed.delete(word);
  }

  holds(word: string): boolean {
    return [...this.vault.entries.values()].some(({ text }) => text.includes(word));
  }

  mustHold(words: string[]): void {
    const lost = words.filter((word) => !this.holds(word));
    expect(lost, 'words that the vault does not hold').toEqual([]);
  }

  /** No word stands in an entry that it was not typed into, and none twice in one. */
  isApart(): void {
    for (const [id, { text }] of this.vault.entries) {
      const words = text.match(/<[^>]*>/g) ?? [];
      expect(new Set(words).size).toBe(words.length);
      expect(text.replace(/<[^>]*>/g, '')).toBe('');
      for (const word of words)
        expect(word.startsWith(`<${id.split('/')[0]}:`), `${word} in ${id}`).toBe(true);
    }
  }

  async step(): Promise<void> {
    const { chance, vault } = this;
    const does = chance.weighed<() => unknown>([
      [2, () => this.begin()],
      [5, () => this.pickAny()],
      [14, () => this.type()],
      [8, () => vi.advanceTimersByTimeAsync(chance.below(4_000))],
      [2, () => (vault.isFull = !vault.isFull)],
      [2, () => (vault.losesAnswers = !vault.losesAnswers)],
      [2, () => (vault.slowestMs = chance.percent(50) ? 0 : 5_000)],
      [2, () => this.writeElsewhere()],
      [2, () => this.open?.remove().then((gone) => gone && (this.open = null))],
      [1, () => this.opened.notes.list.find((note) => note.undo)?.undo?.()],
    ]);
    // A deed that goes to the vault is seldom waited for, but a lock always is.
    if (chance.percent(20)) await Promise.race([does(), vi.advanceTimersByTimeAsync(12_000)]);
    else void does();
    await vi.advanceTimersByTimeAsync(0);
    if (chance.percent(3)) await this.lock();
  }

  writeElsewhere(): void {
    const ids = [...this.vault.entries.keys()];
    const id = ids[this.chance.below(Math.max(1, ids.length))];
    if (id === undefined) return;
    const word = `<${id.split('/')[0]}:${(this.#words += 1)}>`;
    this.typed.set(word, id);
    this.vault.writeElsewhere(id, word);
  }

  /** The disk has room again and answers; the window is asked for its words, as before a quit. */
  async settle(): Promise<void> {
    Object.assign(this.vault, { isFull: false, losesAnswers: false, slowestMs: 0 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await this.opened.flush()).toBe(true);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('whatever comes after what', () => {
  it('no character that was typed is lost, and none gets into another entry', async () => {
    for (let seed = 1; seed <= JOURNEYS; seed += 1) {
      const desk = new Desk(seed);
      try {
        for (let step = 0; step < STEPS; step += 1) {
          await desk.step();
          desk.isApart();
        }
        await desk.settle();
        desk.mustHold([...desk.typed.keys()]);
        desk.isApart();
      } catch (cause) {
        throw new Error(`with the seed ${seed}`, { cause });
      } finally {
        desk.opened.drop();
        vi.clearAllTimers();
      }
    }
  }, 60_000);
});
