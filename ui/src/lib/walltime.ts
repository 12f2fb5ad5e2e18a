/** Wall-clock times as `HH:MM`, and the many ways in which people type them. */

const MINUTES_A_DAY = 24 * 60;

/**
 * Reads a time a person typed: "18:30", "1830", "18.30", "18h30", "7", "6:30 pm", "6pm".
 * Answers `HH:MM`, or null for anything that is no time of day.
 */
export function parseTime(typed: string): string | null {
  const match = /^(\d{1,2})\s*(?:[:.h ]\s*(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?$/.exec(separated(typed));
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const half = match[3];
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return hour <= 23 && minute <= 59 ? timeOf(hour * 60 + minute) : null;
}

/** Minutes since midnight. The time must be `HH:MM`. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** `HH:MM` of minutes since midnight, wrapped around the day. */
export function timeOf(minutes: number): string {
  const wrapped = ((minutes % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
  return `${String(Math.floor(wrapped / 60)).padStart(2, '0')}:${String(wrapped % 60).padStart(2, '0')}`;
}

/** Minutes from one time of day until the next time the clock shows the other; 0 when they are the same. */
export function minutesUntil(from: string, to: string): number {
  return (minutesOf(to) - minutesOf(from) + MINUTES_A_DAY) % MINUTES_A_DAY;
}

/** Two hours of times in fives from the hour of `near`, for a list to choose from. */
export function fivesFrom(near: string): string[] {
  const start = Math.floor(minutesOf(near) / 60) * 60;
  return Array.from({ length: 24 }, (_, step) => timeOf(start + step * 5));
}

/** Whether a time of day lies in a span that may pass midnight; an empty span holds nothing. */
export function isWithin(time: string, from: string, to: string): boolean {
  return from !== to && minutesUntil(from, time) < minutesUntil(from, to);
}

/** The time of day on this computer's clock. */
export function timeNow(now: Date = new Date()): string {
  return timeOf(now.getHours() * 60 + now.getMinutes());
}

/** Lower case, single spaces, and a colon put into "830" and "1830". */
function separated(typed: string): string {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  return text.replace(/^(\d{1,2})(\d{2})(?=\D|$)/, '$1:$2');
}
