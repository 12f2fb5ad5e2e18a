import { SLOW_MS } from './query.svelte';
import { asRefusal, type Refusal } from './refusal';
import { session } from './session.svelte';

/** Something the user asked for that may take a while, and may be refused. */
export class Doing {
  /** Under way: a second press starts nothing. */
  busy = $state(false);
  /** It takes long enough to say so. */
  slow = $state(false);
  refused = $state.raw<Refusal | null>(null);

  /** Does it, reads the status anew, and answers whether it was done. */
  run = async (deed: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.refused = null;
    const patience = setTimeout(() => (this.slow = true), SLOW_MS);
    try {
      await deed();
      return true;
    } catch (cause) {
      this.refused = asRefusal(cause);
      return false;
    } finally {
      // Done or refused, the window may stand before something else now: another journal, or a locked one.
      await session.refresh();
      clearTimeout(patience);
      this.busy = false;
      this.slow = false;
    }
  };
}
