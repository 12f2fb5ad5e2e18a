import type { DayMark } from './bindings/DayMark';
import { count, weekdayLong } from './formats';

/** "2 of 3 days this week." or, on the day the goal is met, that it is. */
export function weekWords(logged: {
  practiced_this_week: number;
  goal: number;
  goal_reached_now?: boolean;
}): string {
  const { practiced_this_week: done, goal } = logged;
  if (logged.goal_reached_now) return `${done} of ${goal} days: your week is full.`;
  if (done > goal) return `${count(done, 'day')} this week; your goal was ${goal}.`;
  return `${done} of ${goal} days this week.`;
}

/** What a door says to a screen reader: "Wednesday, practiced". */
export function doorWords(mark: DayMark): string {
  const day = mark.is_today ? `Today, ${weekdayLong(mark.day)}` : weekdayLong(mark.day);
  if (mark.is_future) return `${day}, still ahead`;
  if (mark.count === 0) return mark.is_today ? `${day}, not yet practiced` : `${day}, no practice noted`;
  return mark.count === 1 ? `${day}, practiced` : `${day}, practiced ${mark.count} times`;
}
