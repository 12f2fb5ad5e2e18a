import type { Mark } from '../../lib/bindings/Mark';
import type { Notes } from '../../lib/notes.svelte';

/** Saves what the user thinks of a practice or a card. Hiding and bringing back can be undone; a star undoes itself. */
export async function setMark(
  notes: Notes,
  name: string,
  before: Mark,
  change: Partial<Mark>,
  save: (mark: Mark) => Promise<unknown>,
): Promise<void> {
  try {
    await save({ ...before, ...change });
    if (change.hidden === undefined)
      notes.say('star', `${name} is ${change.favorite ? 'a favorite now' : 'no favorite now'}.`);
    else notes.say('hide', `${name} is ${change.hidden ? 'hidden' : 'back'}.`, () => save(before));
  } catch (cause) {
    notes.refuse('hide', cause);
  }
}
