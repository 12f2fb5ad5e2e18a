import { asRefusal } from './refusal';
import { session } from './session.svelte';

/** A change of what the window stands before: whether it is under way, and why it was refused. */
export class Attempt {
  busy = $state(false);
  error = $state<string | null>(null);

  /** Does it once, and reads the status anew. Answers whether it was done. */
  make = async (change: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await change();
      return true;
    } catch (cause) {
      this.error = asRefusal(cause).message;
      return false;
    } finally {
      await session.refresh();
      this.busy = false;
    }
  };
}
