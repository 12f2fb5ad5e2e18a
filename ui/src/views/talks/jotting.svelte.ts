import type { Drafts } from '../../lib/drafts';
import { Form } from '../../lib/form.svelte';
import { uuidV7 } from '../../lib/uuid';

/** A few words with an id of their own. They save themselves, and are done when the user says so. */
export class Jotting<T extends { text: string }> {
  id = $state('');
  form: Form<T> = $state.raw() as Form<T>;
  busy = $state(false);
  #asked = $state(false);
  readonly #blank: T;
  readonly #drafts: Drafts;
  readonly #save: (id: string, value: T) => Promise<unknown>;

  constructor(
    drafts: Drafts,
    blank: T,
    save: (id: string, value: T) => Promise<unknown>,
    start?: { id: string; value: T },
  ) {
    this.#drafts = drafts;
    this.#blank = blank;
    this.#save = save;
    this.form = this.#begin(start);
  }

  get value(): T {
    return this.form.value;
  }

  /** What stands beside the words: why they are not kept. */
  get error(): string | null {
    const empty = this.#asked && this.#isBlank;
    return empty ? 'Write a word or two first.' : (this.form.report.problem?.message ?? null);
  }

  /** Called in an effect, it runs again at each change. */
  keep = (): void => {
    if (!this.#isBlank) this.form.keep();
  };

  /** Answers whether the words are kept; then the next ones may begin. */
  async finish(): Promise<boolean> {
    if (this.busy) return false;
    this.#asked = true;
    if (this.#isBlank) return false;
    this.busy = true;
    const done = await this.form.flush();
    this.busy = false;
    return done;
  }

  leave = (): void => {
    // Nothing can be kept of nothing.
    if (this.#isBlank) this.form.discard();
    else this.form.leave();
  };

  next(): void {
    this.leave();
    this.form = this.#begin();
  }

  get #isBlank(): boolean {
    return this.value.text.trim() === '';
  }

  #begin(start?: { id: string; value: T }): Form<T> {
    const id = start?.id ?? uuidV7();
    this.id = id;
    this.#asked = false;
    const value = start?.value ?? { ...this.#blank };
    return new Form(this.#drafts, { key: id, rev: start ? 1 : 0, value }, async (written) => {
      await this.#save(id, written);
      return 1;
    });
  }
}
