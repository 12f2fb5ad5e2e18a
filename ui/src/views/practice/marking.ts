import type { Mark } from '../../lib/bindings/Mark';
import type { Notes } from '../../lib/notes.svelte';

/** Saves what the user thinks of a practice or a card. Hiding and bringing back can be undone; a star undoes itself. */
export async function setMark(
  notes: Notes,
  { id, name }: { id: string; name: string },
  before: Mark,
  change: Partial<Mark>,
  save: (id: string, mark: Mark) => Promise<unknown>,
): Promise<void> {
  try {
    await save(id, { ...before, ...change });
    if (change.hidden === undefined)
      notes.say('star', `${name} is ${change.favorite ? 'a favorite now' : 'no favorite now'}.`);
    else notes.say('hide', `${name} is ${change.hidden ? 'hidden' : 'back'}.`, () => save(id, before));
  } catch (cause) {
    notes.refuse('hide', cause);
  }
}
