/** Numbers that look random and are the same in each run, so that a failure comes back. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  }

  percent(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of these, as often as its number says. */
  weighed<T>(choices: readonly (readonly [number, T])[]): T {
    let place = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, choice] of choices) {
      if (place < weight) return choice;
      place -= weight;
    }
    throw new Error('there is nothing to choose from');
  }
}
