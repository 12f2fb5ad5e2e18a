import type { Talk } from '../../lib/bindings/Talk';
import type { TalkDetails } from '../../lib/bindings/TalkDetails';
import { describeTalk, getTalk } from '../../lib/coach';
import type { Drafts } from '../../lib/drafts';
import { Form } from '../../lib/form.svelte';
import { SLOW_MS } from '../../lib/query.svelte';
import { asRefusal, type Refusal } from '../../lib/refusal';

/** What is told of one talk after the two taps. */
export class Telling {
  talk = $state.raw<Talk | null>(null);
  form = $state.raw<Form<TalkDetails> | null>(null);
  problem = $state.raw<Refusal | null>(null);
  slow = $state(false);
  /** Support was called for; it stays in view until this form is left. */
  support = $state(false);
  readonly #id: string;
  readonly #drafts: Drafts;

  constructor(id: string, drafts: Drafts) {
    this.#id = id;
    this.#drafts = drafts;
  }

  open = async (): Promise<void> => {
    const id = this.#id;
    const key = `talk ${id}`;
    this.problem = null;
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      await this.#drafts.settled(key);
      const talk = await getTalk(id);
      this.talk = talk;
      // The journal keeps one set of answers for each talk, without revisions.
      this.form = new Form(this.#drafts, { key, rev: 1, value: talk.details }, async (details) => {
        const { support } = await describeTalk(id, details);
        if (support) this.support = true;
        return 1;
      });
    } catch (cause) {
      this.problem = asRefusal(cause);
    } finally {
      clearTimeout(patience);
      this.slow = false;
    }
  };

  flush = (): Promise<boolean> => this.form?.flush() ?? Promise.resolve(true);

  leave = (): void => {
    this.form?.leave();
    this.form = null;
  };
}
