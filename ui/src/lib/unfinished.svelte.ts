import { getUnfinished, keepUnfinished } from './coach';
import type { Drafts } from './drafts';
import { Form } from './form.svelte';

/**
 * A form that is sent as a whole. Until then the journal keeps it as it stands, so that neither Escape nor a lock takes
 * a word of it; it is gone on with when it is opened again.
 */
export class Unfinished<T extends object> {
  form = $state.raw<Form<T> | null>(null);
  /** It was begun earlier. */
  wasLeft = $state(false);
  readonly #drafts: Drafts;
  readonly #name: string;
  readonly #start: T;
  #gone = false;

  /** `name` is the same whenever this form is opened for the same thing. */
  constructor(drafts: Drafts, name: string, start: T) {
    this.#drafts = drafts;
    this.#name = name;
    this.#start = start;
  }

  async load(): Promise<void> {
    // What was left here a moment ago may still be on its way.
    await this.#drafts.settled(this.#name);
    // One that cannot be read is begun anew; what keeps it from being kept is said as it is written.
    const left = await getUnfinished(this.#name).catch(() => null);
    if (this.#gone) return;
    this.wasLeft = left !== null;
    this.#begin(left === null ? this.#start : { ...this.#start, ...(JSON.parse(left) as Partial<T>) });
  }

  /** Closes it. What is in it waits. */
  leave(): void {
    this.#gone = true;
    this.form?.leave();
    this.form = null;
  }

  /** It was sent, or is not wanted. */
  letGo = async (): Promise<void> => {
    // Whatever is on its way to the journal comes before this.
    await this.form?.flush();
    this.form?.discard();
    this.form = null;
    // Where that fails it is offered once more, which loses nothing.
    await keepUnfinished(this.#name, null).catch(() => null);
  };

  /** Lets go of it. Answers how to have it back, or null when there is nothing of the user's in it. */
  cancel = async (): Promise<(() => Promise<unknown>) | null> => {
    // Not yet there, so nothing of it can have been seen: what was kept earlier stays.
    if (!this.form) return null;
    const written = JSON.stringify(this.form.value);
    await this.letGo();
    if (written === JSON.stringify(this.#start)) return null;
    return () => keepUnfinished(this.#name, written);
  };

  #begin(value: T): void {
    this.form = new Form(this.#drafts, { key: this.#name, rev: 1, value }, async (written) => {
      await keepUnfinished(this.#name, JSON.stringify(written));
      return 1;
    });
  }
}
