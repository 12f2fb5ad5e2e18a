import { getEntryPlace, listMonths } from '../../lib/days';
import { listEntries } from '../../lib/ipc';
import { asRefusal, type Refusal } from '../../lib/refusal';
import { PAGE, pagesOf, placed, withPage, type MonthPlace, type Rows } from '../../lib/timeline';

/** A wait shorter than this is not worth a word. */
const SLOW_MS = 300;

/**
 * The journal's list. How many entries each month has is known from the beginning, so each row has its place before it
 * is read; rows are read where the user looks.
 */
export class Timeline {
  months = $state.raw<MonthPlace[]>([]);
  rows = $state.raw<Rows>([]);
  loaded = $state(false);
  slow = $state(false);
  problem = $state.raw<Refusal | null>(null);
  /** The place that the list shall bring into view. */
  wanted = $state.raw<{ place: number } | null>(null);
  #view = { first: 0, last: 0 };
  /** The pages that were asked for since everything was read anew. */
  #asked = new Set<number>();
  #turn = 0;
  #reading = false;
  #latest: Promise<void> = Promise.resolve();

  /** The user looks at these places; what was not read there is. */
  see = (first: number, last: number): void => {
    this.#view = { first, last };
    void this.#fill();
  };

  /** Reads anew what is in view, since anything may have changed; the newest entries are always at hand. */
  refresh = (): Promise<void> => {
    this.#latest = this.#readAnew(++this.#turn);
    return this.#latest;
  };

  /** Brings an entry into view, wherever it stands now. */
  reveal = async (id: string): Promise<void> => {
    await this.refresh();
    // One that was deleted meanwhile is not in the list.
    const place = await getEntryPlace(id).catch(() => null);
    if (place !== null) this.wanted = { place };
  };

  async #readAnew(turn: number): Promise<void> {
    const patience = setTimeout(() => (this.slow = !this.loaded), SLOW_MS);
    try {
      const pages = [...new Set([0, ...pagesOf(this.#view.first, this.#view.last)])];
      const [months, ...read] = await Promise.all([
        listMonths(),
        ...pages.map((page) => listEntries(page * PAGE)),
      ]);
      // Another reading has begun since; this one is done when that is.
      if (turn !== this.#turn) return await this.#latest;
      const total = months.reduce((sum, { count }) => sum + count, 0);
      this.rows = read.reduce<Rows>(
        (rows, page, index) => withPage(rows, (pages[index] ?? 0) * PAGE, page),
        new Array<undefined>(total).fill(undefined),
      );
      this.months = placed(months);
      this.#asked = new Set(pages);
      this.loaded = true;
      this.problem = null;
      void this.#fill();
    } catch (cause) {
      if (turn === this.#turn) this.problem = asRefusal(cause);
    } finally {
      clearTimeout(patience);
      if (turn === this.#turn) this.slow = false;
    }
  }

  /** Reads one page after another until nothing in view is missing; a view that was left meanwhile is passed over. */
  async #fill(): Promise<void> {
    if (this.#reading || !this.loaded) return;
    this.#reading = true;
    for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
      const turn = this.#turn;
      this.#asked.add(page);
      try {
        const rows = await listEntries(page * PAGE);
        if (turn === this.#turn) this.rows = withPage(this.rows, page * PAGE, rows);
      } catch (cause) {
        this.problem = asRefusal(cause);
      }
    }
    this.#reading = false;
  }

  #missing(): number | undefined {
    const last = Math.min(this.#view.last, this.rows.length);
    return pagesOf(this.#view.first, last).find((page) => !this.#asked.has(page));
  }
}
