import { localOf } from '../../lib/instants';
import { talkDayFault } from '../../lib/talkWords';

/** When a talk was: now, unless the user says another day or time. */
export class WhenTalked {
  /** The fields are in view. */
  open = $state(false);
  day = $state('');
  time = $state('');
  readonly today: string;
  readonly #now: string;

  constructor(now: string) {
    [this.today, this.#now] = [now.slice(0, 10), now.slice(11, 16)];
    this.day = this.today;
    this.time = this.#now;
  }

  /** Why a time of the chosen day is refused, or null. */
  timeFault = (time: string): string | null =>
    this.day === this.today && time > this.#now ? 'This time is still ahead. Choose an earlier one.' : null;

  dayFault = (day: string): string | null => talkDayFault(day, this.today);

  get fault(): string | null {
    return this.dayFault(this.day) ?? this.timeFault(this.time);
  }

  /** What goes with the log: nothing while it was just now. */
  get told(): { day: string; time: string } | Record<string, never> {
    const isNow = this.day === this.today && this.time === this.#now;
    return isNow ? {} : { day: this.day, time: this.time };
  }
}

export const whenTalked = (nowMs: number = Date.now()) => new WhenTalked(localOf(nowMs));
