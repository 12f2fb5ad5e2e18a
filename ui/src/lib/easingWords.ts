/** Easing off, in words. */
import type { Easing } from './bindings/Easing';
import type { EasingChoice } from './bindings/EasingChoice';

type Offered = EasingChoice['choice'];

const LABELS: Partial<Record<Offered, string>> = {
  rest: 'Take a rest week',
  keep_light: 'Keep it light',
  month_off: 'Take a month off asking',
};

const DONE: Partial<Record<Offered, string>> = {
  rest: 'A rest week it is. Your own practice goes on.',
  keep_light: 'A light week it is.',
  month_off: 'A month off asking it is. Your own practice goes on.',
  decline: 'All right. Nothing changes.',
  end: 'It has ended. You can go on as before.',
};

export type Offer = { choice: EasingChoice; label: string };

/** What may be chosen, the suggested one first; the last one is always to leave it all as it is. */
export function offersOf(offers: readonly EasingChoice[]): Offer[] {
  const named = offers.flatMap((choice) => {
    const label = LABELS[choice.choice];
    return label ? [{ choice, label }] : [];
  });
  return offers.length > 0 ? [...named, { choice: { choice: 'decline' }, label: 'Not now, thanks' }] : [];
}

/** What is said once it was chosen. */
export const chosenWords = (choice: EasingChoice) => DONE[choice.choice] ?? 'Noted.';

export type ShownEasing = Omit<Easing, 'mode' | 'stopped_topics'> & {
  /** The user may end it before its time. */
  ends: boolean;
};

/** What Today shows of it. Where only one's own practice is left, it shows nothing and gives no reason. */
export function shownEasing({ mode, title, text, until, advice }: Easing): ShownEasing {
  if (mode === 'own_only') return { title: '', text: '', until: null, advice: null, ends: false };
  return { title, text, until, advice, ends: ['light', 'rest', 'month_off'].includes(mode) };
}
