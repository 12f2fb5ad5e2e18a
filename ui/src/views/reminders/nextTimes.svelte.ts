import type { PreviewLine } from '../../lib/bindings/PreviewLine';
import type { ReminderDraft } from '../../lib/bindings/ReminderDraft';
import { previewReminder } from '../../lib/ipc';
import { SLOW_MS } from '../../lib/query.svelte';
import { asRefusal, type Refusal } from '../../lib/refusal';
import { faultOf } from '../../lib/reminderDrafts';

/** Long enough not to ask for each letter, too short to wait for. */
const PAUSE_MS = 150;

/** The next ten times of a reminder as it stands in the editor. The last ones stay while new ones are on their way. */
export class NextTimes {
  /** Null until the first answer. */
  lines = $state.raw<PreviewLine[] | null>(null);
  problem = $state.raw<Refusal | null>(null);
  slow = $state(false);
  readonly inQuiet = $derived(this.lines?.some((line) => line.in_quiet) ?? false);

  /** Must be made while a component is. */
  constructor(draft: () => ReminderDraft) {
    $effect(() => {
      // A name does not move a reminder, and a moment that has none yet still has times.
      const asked = { ...draft(), name: draft().name.trim() || 'A moment' };
      if (faultOf(asked)) {
        this.lines = [];
        this.problem = null;
        return;
      }
      let stale = false;
      const patience = setTimeout(() => (this.slow = true), SLOW_MS + PAUSE_MS);
      const pause = setTimeout(() => {
        previewReminder(asked)
          .then(
            (lines) => {
              if (stale) return;
              this.lines = lines;
              this.problem = null;
            },
            (cause: unknown) => {
              if (stale) return;
              this.lines = [];
              this.problem = asRefusal(cause);
            },
          )
          .finally(() => {
            clearTimeout(patience);
            if (!stale) this.slow = false;
          });
      }, PAUSE_MS);
      return () => {
        stale = true;
        this.slow = false;
        clearTimeout(pause);
        clearTimeout(patience);
      };
    });
  }
}
