/** Backups in words. */
import type { BackupHealth } from './bindings/BackupHealth';
import type { BackupRow } from './bindings/BackupRow';
import type { Undo } from './bindings/Undo';
import { count, fileSize } from './formats';
import { instantDay, instantWords } from './instants';

/** "120 entries, 3 reminders, 1.2 MB, read back and opened" */
export function proofWords({ entries, reminders, bytes }: BackupRow): string {
  const words = [entriesWords(entries), count(reminders, 'reminder'), fileSize(bytes)];
  return `${words.join(', ')}, read back and opened`;
}

/** "1 entry", "120 entries" */
export const entriesWords = (number: number) => count(number, 'entry', 'entries');

/** "23 backups, 27 MB together" */
export function keptWords({ count: kept, bytes }: BackupHealth): string {
  return kept === 1
    ? `1 backup, ${fileSize(bytes)}`
    : `${count(kept, 'backup')}, ${fileSize(bytes)} together`;
}

/** When the next one comes. What is due already comes as soon as Ajar looks. */
export function nextWords({ next_ms }: BackupHealth, now: number): string {
  if (next_ms === null) return 'when something changes; the last one holds everything';
  return next_ms <= now ? 'in a moment' : instantWords(next_ms, now);
}

/** What was set aside, and until when it can come back. Bringing it back sets the other one aside, in these words too. */
export function asideWords(undo: Undo, now: number): string {
  const when = instantWords(undo.at_ms, now);
  return undo.of === 'restore'
    ? `Your journal was replaced ${when}. ${keptUntilWords(undo, now)}`
    : `Another journal was set aside ${when}. It is kept whole.`;
}

/** "What was here before is kept whole until Mon, Dec 21." */
export function keptUntilWords({ until_ms }: Undo, now: number): string {
  const until = until_ms === null ? '' : ` until ${instantDay(until_ms, now)}`;
  return `What was here before is kept whole${until}.`;
}

/** The name of the file without its folder. */
export const fileName = (path: string) => path.split(/[/\\]/).at(-1) ?? path;
