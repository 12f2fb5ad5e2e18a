import type { Autosave } from '../../lib/autosave';
import type { Facets } from '../../lib/bindings/Facets';
import { deleteEntry, getEntry, restoreEntry } from '../../lib/ipc';
import type { Opened } from '../../lib/opened.svelte';
import { asRefusal } from '../../lib/refusal';
import type { Noted, SaveReport } from '../../lib/saves';
import { timeNow } from '../../lib/walltime';

/** One entry, from the moment it is opened until it is left. */
export class OpenEntry {
  autosave = $state.raw<Autosave | null>(null);
  /** Null until it is known; a new entry has one once it is saved. */
  day = $state.raw<string | null>(null);
  time = $state.raw<string | null>(null);
  /** Null while nobody knows what is noted: they are saved whole, and would overwrite what is there. */
  facets = $state.raw<Facets | null>(null);
  report = $state.raw<SaveReport | null>(null);
  text = $state.raw('');
  problem = $state<string | null>(null);
  readonly #opened: Opened;
  readonly #onkept: (id: string) => void;
  #left = false;

  constructor(
    opened: Opened,
    /** A conflict may give its text another id; this is the one that was asked for. */
    readonly original: { readonly id: string; readonly isNew: boolean },
    /** A conflict made the text an entry of its own, with this id. */
    onkept: (id: string) => void,
  ) {
    this.#opened = opened;
    this.#onkept = onkept;
  }

  /** The entry's id, once it lies in the vault. */
  get savedId(): string | null {
    return this.day === null && this.report?.day == null ? null : (this.autosave?.id ?? null);
  }

  async load(): Promise<void> {
    const begun = await this.#begin();
    if (!begun) return;
    if (this.#left) void this.#opened.drafts.leave(begun);
    else this.#show(begun);
  }

  leave(): void {
    this.#left = true;
    if (this.autosave) void this.#opened.drafts.leave(this.autosave);
  }

  typed = (text: string): void => {
    this.text = text;
    this.autosave?.typed(text);
  };

  note = (change: Noted): void => {
    this.#noted(change);
    this.autosave?.note(change);
  };

  /** Whether the vault has every word. */
  flush = async (): Promise<boolean> => (await this.autosave?.flush()) ?? true;

  /** For whatever needs the entry as the vault has it: its id once every word is there, or null with a word why not. */
  saved = async (): Promise<string | null> => {
    if (await this.autosave?.flush()) return this.autosave?.id ?? null;
    this.#opened.notes.warn('entry', 'Your last words are still being saved. Try again when they are.');
    return null;
  };

  /** Into the trash. Whether it is there. */
  remove = async (): Promise<boolean> => {
    const { notes, drafts } = this.#opened;
    if (!this.autosave) return false;
    try {
      const gone = await drafts.remove(this.autosave, deleteEntry);
      if (gone !== null) notes.say('entry', 'The entry is in the trash.', () => restoreEntry(gone));
      this.autosave = null;
      return true;
    } catch (cause) {
      notes.refuse('entry', cause);
      return false;
    }
  };

  async #begin(): Promise<Autosave | null> {
    const { drafts } = this.#opened;
    const { id, isNew } = this.original;
    if (isNew) {
      this.facets = { tags: [], mood: null, starred: false };
      return drafts.begin({ id, rev: 0, text: '' });
    }
    try {
      await drafts.settled(id);
      const entry = await getEntry(id);
      this.day = entry.day;
      this.time = entry.time;
      this.facets = { tags: entry.tags, mood: entry.mood, starred: entry.starred };
      return drafts.resume(id) ?? drafts.begin({ id, rev: entry.rev, text: entry.text });
    } catch (cause) {
      // What was not yet saved can still be read and gone on with.
      const unsaved = drafts.resume(id);
      if (!unsaved) this.problem = asRefusal(cause).message;
      return unsaved ?? null;
    }
  }

  #show(begun: Autosave): void {
    this.autosave = begun;
    this.#noted(begun.noted);
    this.text = begun.text;
    begun.listen((next) => {
      if (next.keptAs && next.keptAs !== this.report?.keptAs) this.#onkept(next.keptAs);
      // A new entry takes the hour of its first save.
      if (this.original.isNew && this.report?.day === null && next.day !== null) this.time ??= timeNow();
      this.report = next;
    });
  }

  #noted(change: Noted): void {
    this.facets = change.facets ?? this.facets;
    this.time = change.time ?? this.time;
  }
}
