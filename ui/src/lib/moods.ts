/** How a day felt, in five words from heavy to light. */
import type { Mood } from './bindings/Mood';

export const MOODS: readonly { value: Mood; label: string }[] = [
  { value: 'low', label: 'Low' },
  { value: 'tense', label: 'Tense' },
  { value: 'even', label: 'Even' },
  { value: 'warm', label: 'Warm' },
  { value: 'bright', label: 'Bright' },
];

export const moodWord = (mood: Mood): string => MOODS.find(({ value }) => value === mood)?.label ?? '';
