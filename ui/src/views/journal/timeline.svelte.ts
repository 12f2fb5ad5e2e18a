import type { EntryRow } from '../../lib/bindings/EntryRow';
import { listEntries } from '../../lib/ipc';
import { asRefusal, type Refusal } from '../../lib/refusal';
import { cursorBefore, mergePage } from '../../lib/timeline';

/** A wait shorter than this is not worth a word. */
const SLOW_MS = 300;

/** The journal's list, read a page at a time as the user scrolls. */
export class Timeline {
  rows = $state.raw<EntryRow[]>([]);
  total = $state(0);
  loaded = $state(false);
  slow = $state(false);
  problem = $state.raw<Refusal | null>(null);
  #more = true;
  #reading: Promise<void> | undefined;

  /** Reads on below the last row. */
  readOn = (): Promise<void> => {
    if (!this.#more) return Promise.resolve();
    const last = this.rows.at(-1);
    return this.#read(last ? { day: last.day, id: last.id } : null);
  };

  /** Reads again what may have changed: the newest entries, and the stretch around the open entry. */
  async refresh(openId: string | null): Promise<void> {
    await this.#read(null);
    const cursor = openId ? cursorBefore(this.rows, openId) : null;
    if (cursor) await this.#read(cursor);
  }

  remove(id: string): void {
    const left = this.rows.filter((row) => row.id !== id);
    if (left.length < this.rows.length) this.total -= 1;
    this.rows = left;
  }

  /** Begins anew from the top, for changes that may lie anywhere. */
  async restart(): Promise<void> {
    await this.#reading;
    this.rows = [];
    await this.#read(null);
  }

  async #read(after: { day: string; id: string } | null): Promise<void> {
    await this.#reading;
    this.#reading = this.#readPage(after);
    await this.#reading;
    this.#reading = undefined;
  }

  async #readPage(after: { day: string; id: string } | null): Promise<void> {
    const patience = setTimeout(() => (this.slow = !this.loaded), SLOW_MS);
    try {
      const page = await listEntries(after);
      this.rows = mergePage(this.rows, after, page);
      this.total = page.total;
      this.#more = this.rows.length < page.total;
      this.loaded = true;
      this.problem = null;
    } catch (cause) {
      this.problem = asRefusal(cause);
    }
    clearTimeout(patience);
    this.slow = false;
  }
}
