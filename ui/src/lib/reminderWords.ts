import type { Pause } from './bindings/Pause';
import type { ReminderKind } from './bindings/ReminderKind';
import { clock, dayShort } from './formats';

const KIND_NAMES: Record<ReminderKind, string> = {
  moment: 'A moment alone',
  practice: 'Keep practicing',
  listen: 'Listen',
  appreciate: 'Say thanks',
  reflect: 'Look back on the day',
  weekly: 'Look back on the week',
  plan: 'A planned talk',
};

/** What a reminder is called on the screen: the user's own name for it, else what it is. */
export function reminderName(kind: ReminderKind, name: string): string {
  return name.trim() || KIND_NAMES[kind];
}

export const kindName = (kind: ReminderKind) => KIND_NAMES[kind];

/** "until you say" or "until Sun, Nov 22, 07:00" */
export function pauseWords(pause: Pause): string {
  if (pause.until === null) return 'until you say';
  return `until ${dayShort(pause.until)}, ${clock(pause.until.slice(11, 16))}`;
}
