import type { Block } from '../../lib/bindings/Block';
import { untrack } from 'svelte';
import { readEntry } from '../../lib/reading';
import { asRefusal } from '../../lib/refusal';
import { SLOW_MS } from '../../lib/query.svelte';

/** An entry as it is read, one stretch after the other. */
export class ReadEntry {
  blocks = $state.raw<Block[]>([]);
  loaded = $state(false);
  slow = $state(false);
  problem = $state<string | null>(null);
  /** Where the next stretch begins. */
  #next = $state<number | null>(0);
  #asked = 0;

  constructor(readonly id: string) {}

  get more(): boolean {
    return this.loaded && this.#next !== null;
  }

  readOn = (): Promise<void> => this.#read(this.#next ?? 0, this.blocks, 0);

  /** Reads again as much as is shown, after something may have changed. */
  again = (): Promise<void> =>
    this.#read(
      0,
      [],
      untrack(() => this.#next ?? Infinity),
    );

  async #read(from: number, before: Block[], until: number): Promise<void> {
    const turn = ++this.#asked;
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      let blocks = before;
      let next: number | null = from;
      do {
        const stretch = await readEntry(this.id, next);
        if (turn !== this.#asked) return;
        blocks = [...blocks, ...stretch.blocks];
        next = stretch.next;
      } while (next !== null && next < until);
      this.blocks = blocks;
      this.#next = next;
      this.loaded = true;
      this.problem = null;
    } catch (cause) {
      if (turn === this.#asked) this.problem = asRefusal(cause).message;
    } finally {
      clearTimeout(patience);
      if (turn === this.#asked) this.slow = false;
    }
  }
}
