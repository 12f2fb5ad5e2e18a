import { untrack } from 'svelte';
import { asRefusal, type Refusal } from './refusal';

/**
 * What a form about one week holds: what the vault has, and what is changed over it. It outlives the page, so that
 * nothing is lost when the page is left or a save is refused.
 */
export class Held<T> {
  value = $state.raw<T | null>(null);
  refused = $state.raw<Refusal | null>(null);
  busy = $state(false);
  #week = '';
  #saved = $state('');
  #running: Promise<boolean> | undefined;
  readonly #save: (week: string, value: T) => Promise<unknown>;

  constructor(save: (week: string, value: T) => Promise<unknown>) {
    this.#save = save;
  }

  get dirty(): boolean {
    return this.value !== null && JSON.stringify(this.value) !== this.#saved;
  }

  /** Takes what the vault has, unless something newer is held. */
  take(week: string, value: T): void {
    // An effect takes in what is given, not what is held.
    if (untrack(() => this.dirty)) return;
    this.#week = week;
    this.#saved = JSON.stringify(value);
    this.value = value;
  }

  /** Saves what is newer than the vault, and answers whether the vault has it. */
  flush = (): Promise<boolean> => (this.#running ??= this.#run().finally(() => (this.#running = undefined)));

  async #run(): Promise<boolean> {
    try {
      while (this.value !== null && this.dirty) {
        const written = JSON.stringify(this.value);
        this.busy = true;
        await this.#save(this.#week, this.value);
        this.#saved = written;
      }
      this.refused = null;
      return true;
    } catch (cause) {
      this.refused = asRefusal(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  drop(): void {
    this.value = null;
    this.refused = null;
    this.#saved = '';
  }
}
