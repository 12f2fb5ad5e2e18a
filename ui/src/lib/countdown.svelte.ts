/** Often enough that no second is skipped on the screen. */
const TICK_MS = 250;

/** Seconds that run down to zero. `now` is a monotonic clock in milliseconds. */
export class Countdown {
  seconds = $state(0);
  #clock: ReturnType<typeof setInterval> | undefined;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  start(forMs: number): void {
    this.stop();
    const until = this.#now() + forMs;
    const tick = () => {
      const left = Math.max(0, Math.ceil((until - this.#now()) / 1000));
      this.seconds = left;
      if (left === 0) clearInterval(this.#clock);
    };
    this.#clock = setInterval(tick, TICK_MS);
    tick();
  }

  stop(): void {
    clearInterval(this.#clock);
    this.seconds = 0;
  }
}
