import { untrack } from 'svelte';
import { dayByKey, sameDateOf } from '../../lib/calendar';
import { getDay, listDays } from '../../lib/days';
import { Query } from '../../lib/query.svelte';
import { session } from '../../lib/session.svelte';

/** The month in view, and the day that was chosen in the calendar. */
export class Calendar {
  /** Null is today, whenever that is. */
  chosen = $state<string | null>(null);
  /** The one day that the Tab key reaches; the month in view is its month. Null is the chosen one. */
  #reached = $state<string | null>(null);
  // Whoever keeps them fresh shall not begin anew for another day.
  readonly page = new Query(() => getDay(untrack(() => this.chosen)));
  readonly days = new Query(async () => {
    const month = untrack(() => this.month);
    return month === '' ? [] : listDays(month);
  });

  get today(): string {
    return this.page.data?.today ?? '';
  }

  get day(): string {
    return this.chosen ?? this.today;
  }

  get reached(): string {
    return this.#reached ?? this.day;
  }

  get month(): string {
    return this.reached.slice(0, 7);
  }

  choose = (day: string | null): void => {
    this.chosen = day;
    this.#reached = day;
    void this.page.reload();
  };

  /** Turns to another month. */
  turn = (months: number): void => {
    this.#reached = sameDateOf(this.reached, months);
  };

  /** Whether the key leads to a day. */
  press(key: string): boolean {
    const day = dayByKey(key, this.reached, session.status?.settings.first_weekday ?? 'mo');
    this.#reached = day ?? this.#reached;
    return day !== null;
  }
}
