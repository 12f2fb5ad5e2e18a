import type { EasingChoice } from '../../lib/bindings/EasingChoice';
import { chooseEasing } from '../../lib/coach';
import { chosenWords } from '../../lib/easingWords';
import type { Opened } from '../../lib/opened.svelte';

/** What the user decides about easing off, said in one line. */
export class Choosing {
  busy = $state(false);
  readonly #opened: Opened;

  constructor(opened: Opened) {
    this.#opened = opened;
  }

  choose = async (choice: EasingChoice): Promise<void> => {
    this.busy = true;
    try {
      await chooseEasing(choice);
      this.#opened.notes.say('easing', chosenWords(choice));
      await this.#opened.today.reload();
    } catch (cause) {
      this.#opened.notes.refuse('easing', cause);
    } finally {
      this.busy = false;
    }
  };
}
