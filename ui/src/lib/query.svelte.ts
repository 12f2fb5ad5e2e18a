import { onChanged } from './ipc';
import type { Topic } from './bindings/Topic';
import { asRefusal, type Refusal } from './refusal';
import { session } from './session.svelte';

/** A wait shorter than this is not worth a word. */
export const SLOW_MS = 300;

/**
 * What a view shows, asked for again whenever one of its topics may have changed.
 * Older answers that arrive late are dropped; the last good answer stays while a new one is on its way.
 */
export class Query<T> {
  data = $state.raw<T | undefined>(undefined);
  problem = $state.raw<Refusal | null>(null);
  /** The first answer takes long enough to say so. */
  slow = $state(false);
  #asked = 0;
  readonly #load: () => Promise<T>;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  reload = async (): Promise<void> => {
    const turn = ++this.#asked;
    const patience = setTimeout(() => (this.slow = this.data === undefined), SLOW_MS);
    try {
      const data = await this.#load();
      if (turn !== this.#asked) return;
      this.data = data;
      this.problem = null;
    } catch (cause) {
      if (turn !== this.#asked) return;
      this.problem = asRefusal(cause);
      // The journal was locked behind the window's back: show the lock screen.
      if (this.problem.code === 'locked') void session.refresh();
    } finally {
      clearTimeout(patience);
      if (turn === this.#asked) this.slow = false;
    }
  };

  /** Forgets what it holds, and any answer still on its way. */
  drop(): void {
    this.#asked += 1;
    this.data = undefined;
    this.problem = null;
  }
}

/** Keeps a query fresh for as long as the component that calls this is on the screen. */
export function keepFresh(query: Query<unknown>, topics: readonly Topic[]): void {
  $effect(() => {
    void query.reload();
    const listening = onChanged((changed) => {
      if (changed.some((topic) => topics.includes(topic))) void query.reload();
    });
    return () => {
      query.drop();
      void listening.then((stop) => stop());
    };
  });
}
