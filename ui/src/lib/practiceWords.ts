/** What the practices and the cards are called on their pages. */
import type { Deck } from './bindings/Deck';
import type { Faces } from './bindings/Faces';
import { count, dayLong, dayShort } from './formats';

export const FACES: readonly { value: Faces; label: string; hint: string }[] = [
  { value: 'on_self', label: 'On my own', hint: 'You need nobody for these.' },
  { value: 'answer', label: 'When they begin', hint: 'For the times when your partner starts to talk.' },
  { value: 'partner', label: 'With them', hint: 'You begin something small. A no is all right.' },
];

export const DEPTHS: readonly { value: number; label: string }[] = [
  { value: 1, label: 'Light' },
  { value: 2, label: 'Personal' },
  { value: 3, label: 'Tender' },
];

/** How deep a deck may go now, in words. */
export function reachWords(depth: number): string {
  if (depth <= 1) return 'light cards';
  return depth === 2 ? 'light and personal cards' : 'light, personal and tender cards';
}

/** "Done 4 times, last on Wed, Nov 12" */
export function doneWords(times: number, lastDay: string | null): string {
  if (times === 0) return 'Not done yet';
  const often = times === 1 ? 'Done once' : `Done ${count(times, 'time')}`;
  return lastDay ? `${often}, ${times === 1 ? '' : 'last '}on ${dayShort(lastDay)}` : often;
}

/** Why no card of this deck comes up by itself; null when they do. */
export function deckRestWords(deck: Deck): string | null {
  if (deck.stopped) return 'Your partner asked to leave this topic, so no card of it comes up.';
  return deck.rests_until ? `This topic rests until ${dayLong(deck.rests_until)}.` : null;
}
