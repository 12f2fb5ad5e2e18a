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
    this.#pause = setTimeout(() => void this.#read(null), PAUSE_MS);
  };

  readOn = async (): Promise<void> => {
    clearTimeout(this.#pause);
    if (this.#next !== null) await this.#read(this.#next);
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
  };

  async #read(after: number | null): Promise<void> {
    const turn = ++this.#asked;
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      const page = await searchEntries({ text: this.text, order: this.order, after });
      if (turn !== this.#asked) return;
      this.hits = after === null ? page.hits : [...(this.hits ?? []), ...page.hits];
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

/** The filters that one click adds or takes away; each is a word in the field. */
export const FILTERS = [
  { word: 'starred:', label: 'Starred' },
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
