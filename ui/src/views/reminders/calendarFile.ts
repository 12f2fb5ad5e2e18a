import { exportCalendar } from '../../lib/ipc';
import type { Opened } from '../../lib/opened.svelte';

/** Saves the times of one reminder, or of all when it is null, where the user says. */
export async function saveCalendarFile(notes: Opened['notes'], reminder: string | null) {
  try {
    const file = await exportCalendar(reminder);
    if (file !== null) notes.say('calendar', `The calendar file is saved: ${file}`);
  } catch (cause) {
    notes.refuse('calendar', cause);
  }
}
