import { asRefusal } from '../../lib/refusal';
import { uuidV7 } from '../../lib/uuid';

/** A few words with an id of their own, kept at once when the journal locks or the page is left. */
export class Jotting<T extends { id: string; text: string }> {
  id = $state('');
  text = $state('');
  error = $state<string | null>(null);
  busy = $state(false);
  #saved = '';
  readonly #save: (id: string, text: string) => Promise<unknown>;

  constructor(save: (id: string, text: string) => Promise<unknown>, start?: T) {
    this.#save = save;
    this.begin(start);
  }

  begin(start?: T): void {
    this.id = start?.id ?? uuidV7();
    this.text = start?.text ?? '';
    this.#saved = this.text;
    this.error = null;
  }

  /** Saves words that are not kept yet. Answers whether all is kept; without words there is nothing to keep. */
  flush = async (): Promise<boolean> => {
    const { id, text } = this;
    if (text.trim() === '' || text === this.#saved) return true;
    return this.#keep(id, text);
  };

  /** Saves for good, also words that have not changed. Answers whether that was done. */
  async finish(): Promise<boolean> {
    if (this.busy) return false;
    if (this.text.trim() === '') {
      this.error = 'Write a word or two first.';
      return false;
    }
    this.busy = true;
    const done = await this.#keep(this.id, this.text);
    this.busy = false;
    return done;
  }

  async #keep(id: string, text: string): Promise<boolean> {
    try {
      await this.#save(id, text.toWellFormed());
      if (id === this.id) [this.#saved, this.error] = [text, null];
      return true;
    } catch (cause) {
      this.error = asRefusal(cause).message;
      return false;
    }
  }
}
