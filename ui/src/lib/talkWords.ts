/** The answers about a talk, as the log offers them and the history says them. */
import type { Floor } from './bindings/Floor';
import type { FreeChoice } from './bindings/FreeChoice';
import type { Opener } from './bindings/Opener';
import type { Outcome } from './bindings/Outcome';
import type { Pushed } from './bindings/Pushed';
import type { Response } from './bindings/Response';
import type { Setting } from './bindings/Setting';
import type { Talk } from './bindings/Talk';
import { clock, dayShort, dayShortWithYear } from './formats';

type Options<T> = readonly { value: T; label: string }[];

export const RESPONSES: Options<Response> = [
  { value: 'not_now', label: 'Not now' },
  { value: 'short_answer', label: 'A short answer' },
  { value: 'joined_in', label: 'Joined in' },
  { value: 'shared_something', label: 'Shared something personal' },
];

export const SETTINGS: Options<Setting> = [
  { value: 'transit', label: 'Car, bus or train' },
  { value: 'walking', label: 'Walking' },
  { value: 'chores', label: 'Chores' },
  { value: 'meal', label: 'A meal' },
  { value: 'sofa', label: 'Sofa' },
  { value: 'bed', label: 'Bed' },
  { value: 'call', label: 'Call or video' },
  { value: 'text', label: 'Text' },
  { value: 'other', label: 'Somewhere else' },
];

export const OPENERS: Options<Opener> = [
  { value: 'own_story', label: 'A story of mine' },
  { value: 'light_question', label: 'A light question' },
  { value: 'deck_card', label: 'A card' },
  { value: 'from_the_side', label: 'From the side' },
  { value: 'want_and_why', label: 'What I want, and why' },
  { value: 'they_began', label: 'They began' },
  { value: 'other', label: 'Another way' },
];

export const DEPTHS: Options<number> = [
  { value: 1, label: '● Light' },
  { value: 2, label: '●● Personal' },
  { value: 3, label: '●●● Tender' },
];

export const FLOORS: Options<Floor> = [
  { value: 'mostly_me', label: 'Mostly me' },
  { value: 'even', label: 'About even' },
  { value: 'mostly_them', label: 'Mostly them' },
];

export const PUSHES: Options<Pushed> = [
  { value: 'not_at_all', label: 'Not at all' },
  { value: 'a_little', label: 'A little' },
  { value: 'somewhat', label: 'Somewhat' },
  { value: 'a_lot', label: 'A lot' },
];

export const FREE_CHOICES: Options<FreeChoice> = [
  { value: 'yes', label: 'Yes' },
  { value: 'partly', label: 'Partly' },
  { value: 'no', label: 'No' },
  { value: 'afraid', label: 'I felt afraid' },
];

export const OUTCOMES: Options<Outcome> = [
  { value: 'hard', label: 'Hard' },
  { value: 'all_right', label: 'All right' },
  { value: 'good', label: 'Good for me' },
];

/** The label of an answer; nothing for one that was left out. */
export const labelOf = <T>(options: Options<T>, value: T | null): string | null =>
  options.find((option) => option.value === value)?.label ?? null;

/** "Wed, Nov 12, 18:30", with the year when it is another one. */
export function talkWhen(talk: Pick<Talk, 'day' | 'time'>, today: string): string {
  const day = talk.day.slice(0, 4) === today.slice(0, 4) ? dayShort(talk.day) : dayShortWithYear(talk.day);
  return `${day}, ${clock(talk.time)}`;
}

/** Why a talk cannot have been on this day, or null. Days compare as texts. */
export function talkDayFault(day: string, today: string): string | null {
  if (day === '') return 'Choose a day.';
  if (day > today) return 'This day is still ahead. Choose today or an earlier day.';
  if (day < '2000-01-01') return 'This day is too far back. Choose one from the year 2000 on.';
  return null;
}
