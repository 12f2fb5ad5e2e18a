import type { Autosave } from '../../lib/autosave';
import type { Facets } from '../../lib/bindings/Facets';
import { deleteEntry, getEntry, restoreEntry, saveEntry } from '../../lib/ipc';
import { dayWithYear } from '../../lib/formats';
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
  readonly #onmoved: (id: string) => void;
  /** The day under which the vault has it. */
  #storedDay = $state.raw<string | null>(null);
  #left = false;

  constructor(
    opened: Opened,
    /** A conflict may give its text another id; this is the one that was asked for. */
    readonly original: { readonly id: string; readonly isNew: boolean; readonly day?: string | undefined },
    hear: {
      /** A conflict made the text an entry of its own, with this id. */
      onkept: (id: string) => void;
      /** It has a place in the timeline now, or another one than before. */
      onmoved: (id: string) => void;
    },
  ) {
    this.#opened = opened;
    this.#onkept = hear.onkept;
    this.#onmoved = hear.onmoved;
  }

  /** The entry's id, once it lies in the vault. */
  get savedId(): string | null {
    return this.#storedDay === null ? null : (this.autosave?.id ?? null);
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

  /** To another day. A day chosen by hand says nothing about the hour, so that is let go. */
  moveTo = async (day: string): Promise<void> => {
    const { autosave, day: dayBefore, time: timeBefore } = this;
    if (!autosave || day === dayBefore) return;
    this.note({ day });
    if (!(await autosave.flush()) || autosave.report.day !== day) return;
    const { id } = autosave;
    const undo = dayBefore === null ? null : () => this.#moveBack(id, dayBefore, timeBefore);
    this.#opened.notes.say('entry', `The entry is now on ${dayWithYear(day)}.`, undo);
  };

  /** It may have been left since, or opened anew: it is opened again, as it then is. */
  async #moveBack(id: string, day: string, time: string | null): Promise<void> {
    await this.#opened.drafts.settled(id);
    const { rev, text } = await getEntry(id);
    await saveEntry({ id, base_rev: rev, text, day, goes_on: true, ...(time !== null && { time }) });
    this.#opened.entryWanted = id;
  }

  /** For whatever needs the entry as the vault has it: its id once every word is there, or null with a word why not. */
  saved = async (): Promise<string | null> => {
    if (await this.autosave?.flush()) return this.autosave?.id ?? null;
    this.#opened.notes.warn('entry', 'Your last words are still being saved. Try again when they are.');
    return null;
  };

  /** As `saved`, and a new entry that nobody has written in yet is begun: something is to hang on it. */
  begun = async (): Promise<string | null> => {
    if (this.autosave?.unborn && this.facets) this.autosave.note({ facets: this.facets });
    return this.saved();
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
      this.day = this.original.day ?? null;
      return drafts.begin({ id, rev: 0, text: '', day: this.original.day });
    }
    try {
      await drafts.settled(id);
      const entry = await getEntry(id);
      this.day = entry.day;
      this.#storedDay = entry.day;
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
      // A new entry takes the hour of its first save, unless a day was chosen for it.
      if (this.original.isNew && next.day !== null && this.day === null) this.time ??= timeNow();
      this.day = begun.noted.day ?? next.day ?? this.day;
      this.report = next;
      if (next.day !== null && next.day !== this.#storedDay) {
        this.#storedDay = next.day;
        this.#onmoved(begun.id);
      }
    });
  }

  #noted(change: Noted): void {
    this.facets = change.facets ?? this.facets;
    const isMoved = change.day !== undefined && change.day !== this.day;
    this.time = change.time ?? (isMoved ? null : this.time);
    this.day = change.day ?? this.day;
  }
}
