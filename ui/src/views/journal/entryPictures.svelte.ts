import { untrack } from 'svelte';
import type { Picture } from '../../lib/bindings/Picture';
import { count } from '../../lib/formats';
import { keepFocus } from '../../lib/keepFocus';
import type { Notes } from '../../lib/notes.svelte';
import {
  choosePictures,
  listPictures,
  pastePicture,
  removePicture,
  restorePicture,
} from '../../lib/pictures';
import { Query } from '../../lib/query.svelte';
import type { OpenEntry } from './openEntry.svelte';

/** The pictures in the open entry. */
export class EntryPictures {
  readonly list: Query<Picture[]>;
  /** Some are on their way into the journal. */
  adding = $state(false);
  readonly #notes: Notes;
  readonly #entry: OpenEntry;

  constructor(notes: Notes, entry: OpenEntry) {
    this.#notes = notes;
    this.#entry = entry;
    // Each save says anew which entry this is, and nothing is to be drawn anew for that.
    const id = () => untrack(() => entry.savedId);
    this.list = new Query(async () => listPictures(id() ?? ''));
  }

  /** Asks for files in the system's own dialog. */
  choose = (): Promise<void> =>
    this.#put(async (entry) => {
      const { added, problem } = await choosePictures(entry);
      if (problem !== null) this.#notes.warn('pictures', problem);
      return added;
    });

  paste = (pictures: File[]): Promise<void> =>
    this.#put(async (entry) => {
      let added = 0;
      // One that is refused keeps none of the others away.
      for (const picture of pictures) {
        try {
          await pastePicture(entry, picture);
          added += 1;
        } catch (cause) {
          this.#notes.refuse('pictures', cause);
        }
      }
      return added;
    });

  remove = async ({ id }: Picture): Promise<void> => {
    try {
      await removePicture(id);
      this.#notes.say('pictures', 'The picture is out of this entry.', () => restorePicture(id));
      await this.list.reload();
      await keepFocus();
    } catch (cause) {
      this.#notes.refuse('pictures', cause);
    }
  };

  async #put(add: (entry: string) => Promise<number>): Promise<void> {
    const entry = await this.#entry.begun();
    if (entry === null) return;
    this.adding = true;
    try {
      const added = await add(entry);
      if (added > 0) this.#notes.say('added', `${count(added, 'picture')} added.`);
    } catch (cause) {
      this.#notes.refuse('pictures', cause);
    }
    this.adding = false;
  }
}
