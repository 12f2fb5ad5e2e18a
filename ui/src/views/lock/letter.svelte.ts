import type { Response } from '../../lib/bindings/Response';
import type { Setting } from '../../lib/bindings/Setting';
import { dropLetter } from '../../lib/ipc';
import { asRefusal } from '../../lib/refusal';
import { session } from '../../lib/session.svelte';
import { uuidV7 } from '../../lib/uuid';

const MOST_BYTES = 16 * 1024;

/** What is being written for the journal while it is locked. It stays here until it was taken. */
export class LetterDraft {
  open = $state(false);
  text = $state('');
  busy = $state(false);
  taken = $state(false);
  error = $state<string | null>(null);
  /** Stays the same until it was taken, so that a second try is no second note. */
  #id = uuidV7();
  #sending: Promise<boolean> | null = null;

  /** Answers whether nothing is left that only this window knows. */
  async keep(): Promise<boolean> {
    await this.#sending;
    return this.text.trim() === '' || this.send();
  }

  async send(): Promise<boolean> {
    const written = this.text;
    const text = written.toWellFormed();
    if (text.trim() === '') {
      this.error = 'Write a line first.';
      return false;
    }
    if (new TextEncoder().encode(text).length > MOST_BYTES) {
      this.error = 'This is longer than a note can be. Make two notes of it.';
      return false;
    }
    return this.#drop({ kind: 'line', id: this.#id, text }, () => {
      // What was typed meanwhile is the next note.
      if (this.text.startsWith(written)) this.text = this.text.slice(written.length);
    });
  }

  sendTalk(id: string, response: Response, setting: Setting | null): Promise<boolean> {
    return this.#drop({ kind: 'talk', id, response, setting }, () => {});
  }

  #drop(letter: Parameters<typeof dropLetter>[0], taken: () => void): Promise<boolean> {
    this.#sending ??= this.#hand(letter, taken).finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #hand(letter: Parameters<typeof dropLetter>[0], taken: () => void): Promise<boolean> {
    this.busy = true;
    this.error = null;
    this.taken = false;
    try {
      await dropLetter(letter);
    } catch (cause) {
      this.error = asRefusal(cause).message;
      return false;
    } finally {
      this.busy = false;
    }
    taken();
    if (letter.kind === 'line') this.#id = uuidV7();
    this.taken = true;
    void session.refresh();
    return true;
  }
}
