import type { IndexReading } from '../../lib/bindings/IndexReading';
import type { SearchHit } from '../../lib/bindings/SearchHit';
import type { SearchOrder } from '../../lib/bindings/SearchOrder';
import { searchEntries } from '../../lib/ipc';
import { asRefusal } from '../../lib/refusal';

/** Long enough not to search for every letter of a fast hand, too short to be noticed. */
const PAUSE_MS = 120;
const SLOW_MS = 300;
/** How often to ask again while the journal is still being read. */
const READING_MS = 1_000;

/** What the user looks for, and what is found so far. */
export class Searching {
  text = $state('');
  order = $state<SearchOrder>('newest');
  hits = $state.raw<SearchHit[] | null>(null);
  /** The order that the hits are in, which may not be the one that was asked for. */
  found = $state<SearchOrder>('newest');
  problem = $state<string | null>(null);
  slow = $state(false);
  /** Not everything can be found yet; null once it can. */
  reading = $state.raw<IndexReading | null>(null);
  #next: number | null = null;
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Words were typed that nobody has asked for yet. */
  #typed = false;

  get more(): boolean {
    return this.#next !== null;
  }

  /** Searches anew, a moment after the last key. */
  look = (): void => {
    clearTimeout(this.#pause);
    if (this.text.trim() === '') {
      this.clear();
      return;
    }
    this.#typed = true;
    this.#pause = setTimeout(() => void this.#read(null), PAUSE_MS);
  };

  readOn = async (): Promise<void> => {
    // What was just typed is asked first; the place to go on from is of the words before.
    if (this.#typed || this.#next === null) return;
    clearTimeout(this.#pause);
    await this.#read(this.#next);
  };

  /** Asks again for what is shown, after entries have changed. */
  again = (): void => {
    if (this.hits) void this.#read(null);
  };

  clear = (): void => {
    clearTimeout(this.#pause);
    this.#asked += 1;
    this.text = '';
    this.hits = null;
    this.problem = null;
    this.slow = false;
    this.reading = null;
    this.#next = null;
    this.#typed = false;
  };

  async #read(after: number | null): Promise<void> {
    const turn = ++this.#asked;
    this.#typed = false;
    // A list goes on in the order in which it began, whatever was asked for.
    const order = after === null ? this.order : this.found;
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      const page = await searchEntries({ text: this.text, order, after });
      if (turn !== this.#asked) return;
      this.hits = after === null ? page.hits : withoutRepeats(this.hits ?? [], page.hits);
      this.found = page.order;
      this.#next = page.next;
      this.problem = null;
      this.reading = page.reading;
      if (this.reading && after === null) this.#pause = setTimeout(this.again, READING_MS);
    } catch (cause) {
      if (turn === this.#asked) this.problem = asRefusal(cause).message;
    } finally {
      clearTimeout(patience);
      if (turn === this.#asked) this.slow = false;
    }
  }
}

/** Entries that are read in meanwhile can move a hit from one page to the next. */
function withoutRepeats(before: SearchHit[], more: SearchHit[]): SearchHit[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}

/** The filters that one click adds or takes away; each is a word in the field. */
export const FILTERS = [
  { word: 'starred:', label: 'Starred' },
  { word: 'bring-up:', label: 'To bring up' },
  { word: 'talk:', label: 'About a talk' },
  { word: 'mood:low', label: 'Low' },
  { word: 'mood:tense', label: 'Tense' },
  { word: 'mood:even', label: 'Even' },
  { word: 'mood:warm', label: 'Warm' },
  { word: 'mood:bright', label: 'Bright' },
] as const;

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

export const hasFilter = (text: string, filter: string) => words(text).includes(filter);

/** The text with this filter, or without it. An entry has one mood, so that another one takes its place. */
export function toggled(text: string, filter: string): string {
  const kind = filter.slice(0, filter.indexOf(':') + 1);
  const others = words(text).filter((word) => !(kind === 'mood:' ? word.startsWith(kind) : word === filter));
  return (hasFilter(text, filter) ? others : [...others, filter]).join(' ');
}
