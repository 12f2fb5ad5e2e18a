/** What goes to and fro while an entry is being saved. */
import type { EntrySave } from './bindings/EntrySave';
import type { Saved } from './bindings/Saved';
import type { Refusal } from './refusal';

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

export type SaveReport = {
  state: SaveState;
  /** Why the last save was refused; null unless `state` is `failed`. */
  problem: Refusal | null;
  /** The entry had been changed elsewhere, and this text went on as an entry of its own. */
  keptAs: string | null;
  /** The entry's date once a save has told it. */
  day: string | null;
};

export type Draft = {
  id: string;
  /** 0 for an entry that was never saved. */
  rev: number;
  text: string;
  /** The day that a new entry is begun for; without it, that is the day of its first save. */
  day?: string | undefined;
};

export type Save = (save: EntrySave) => Promise<Saved>;

/** What is noted beside the words; what is absent stays as it is. */
export type Noted = Pick<EntrySave, 'facets' | 'time'> & { day?: string };

export const isNothing = (noted: Noted): boolean => Object.keys(noted).length === 0;

/** A locked journal, a text that is too long, or one that was changed elsewhere: refused until something changes. */
export const STAYS_REFUSED: readonly string[] = ['locked', 'invalid', 'conflict', 'precondition'];
