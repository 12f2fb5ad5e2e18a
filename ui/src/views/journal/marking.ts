import { markBringUp, removeBringUp, type Passage } from '../../lib/bringUp';
import type { Notes } from '../../lib/notes.svelte';
import type { OpenEntry } from './openEntry.svelte';

/** Marks the words that are selected in the open entry, or all of it, to bring up with the partner. */
export async function bringUp(entry: OpenEntry, passage: Passage | null, notes: Notes): Promise<void> {
  // What the vault does not know cannot be marked.
  const saved = await entry.saved();
  if (saved === null) return;
  if (entry.savedId === null) {
    notes.say('bring-up', 'Write something first. Then you can mark it.');
    return;
  }
  try {
    const mark = { entry: saved, passage: passage?.words ?? null, place: passage?.place ?? null };
    const { id, is_new } = await markBringUp(mark);
    const what = passage ? 'These words are' : 'This entry is';
    if (is_new) notes.say('bring-up', `${what} marked, only for you yet.`, () => removeBringUp(id));
    else notes.say('bring-up', `${what} on your list already.`);
  } catch (cause) {
    notes.refuse('bring-up', cause);
  }
}
