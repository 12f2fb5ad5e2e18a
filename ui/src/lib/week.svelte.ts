import type { CheckInAnswer } from './bindings/CheckInAnswer';
import type { ReviewWords } from './bindings/ReviewWords';
import { saveCheckIn, saveReview } from './coach';
import { Held } from './held.svelte';

/** The check-in and the review of the week, as they are being filled in. */
export class WeekDraft {
  readonly answers = new Held<CheckInAnswer[]>(saveCheckIn);
  readonly words = new Held<ReviewWords>(saveReview);

  flush = async (): Promise<boolean> => {
    const kept = await Promise.all([this.answers.flush(), this.words.flush()]);
    return kept.every(Boolean);
  };

  drop(): void {
    this.answers.drop();
    this.words.drop();
  }
}
