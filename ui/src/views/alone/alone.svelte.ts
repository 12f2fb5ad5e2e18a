import type { AloneNow } from '../../lib/bindings/AloneNow';
import type { CardRow } from '../../lib/bindings/CardRow';
import { aloneNow, goNow, markCard, skipCard } from '../../lib/coach';
import type { Opened } from '../../lib/opened.svelte';
import { SLOW_MS } from '../../lib/query.svelte';
import { asRefusal, type Refusal } from '../../lib/refusal';
import { session } from '../../lib/session.svelte';

/** An opener and a card. They stay under the user's hands until another is asked for. */
export class Alone {
  now = $state.raw<AloneNow | null>(null);
  /** Why there is nothing to show. */
  problem = $state.raw<Refusal | null>(null);
  slow = $state(false);
  busy = $state(false);
  inTransit = $state(false);
  /** Left aside again and again: shall it be hidden? */
  tired = $state.raw<CardRow | null>(null);
  #seen: string[] = [];
  readonly #opened: Opened;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  begin = () => this.#attempt(() => this.#draw());

  another = () => this.#attempt(() => this.#next());

  /** "Not this one", said of the card in view. */
  skip = (card: CardRow) =>
    this.#attempt(async () => {
      const { ask_to_hide } = await skipCard(card.card);
      await this.#next();
      this.tired = ask_to_hide ? card : null;
    });

  hide = (card: CardRow) =>
    this.#attempt(async () => {
      await markCard(card.card, { ...card.mark, hidden: true });
      this.tired = null;
      const undo = () => markCard(card.card, { ...card.mark, hidden: false });
      this.#opened.notes.say('card', 'This card stays away now.', undo);
    });

  travel = (inTransit: boolean) => {
    this.inTransit = inTransit;
    return this.#attempt(() => this.#draw());
  };

  /** The window goes out of the way; the next time it opens, Today asks how it went. */
  go = () =>
    this.#attempt(async () => {
      await goNow(this.now?.card?.card ?? null);
      this.#opened.goTo('today');
    });

  async #next(): Promise<void> {
    const card = this.now?.card?.card;
    if (card && !this.#seen.includes(card)) this.#seen = [...this.#seen, card];
    this.tired = null;
    await this.#draw();
  }

  async #draw(): Promise<void> {
    this.now = await aloneNow(this.#seen, this.inTransit);
    const card = this.now.card?.card;
    // All of them were seen: they come around again.
    if (card && this.#seen.includes(card)) this.#seen = [];
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const patience = setTimeout(() => (this.slow = this.now === null), SLOW_MS);
    try {
      await work();
      this.problem = null;
    } catch (cause) {
      const refused = asRefusal(cause);
      if (this.now) this.#opened.notes.refuse('alone', refused);
      else this.problem = refused;
      if (refused.code === 'locked') void session.refresh();
    } finally {
      clearTimeout(patience);
      this.slow = false;
      this.busy = false;
    }
  }
}
