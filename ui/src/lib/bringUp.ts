/** What is to be brought up with the partner: its commands, its words, and where its passage stands now. */
import type { BringUp } from './bindings/BringUp';
import type { BringUpMark } from './bindings/BringUpMark';
import type { BringUpMarked } from './bindings/BringUpMarked';
import type { BringUpState } from './bindings/BringUpState';
import type { Place } from './editor';
import { call } from './ipc';

/** Ready ones first. */
export const listBringUp = () => call<BringUp[]>('list_bring_up');
export const markBringUp = (mark: BringUpMark) => call<BringUpMarked>('mark_bring_up', { mark });
export const setBringUp = (id: string, state: BringUpState) => call<null>('set_bring_up', { id, state });
export const removeBringUp = (id: string) => call<null>('remove_bring_up', { id });
/** Back on the list, until another one is removed. */
export const restoreBringUp = (id: string) => call<null>('restore_bring_up', { id });

export const STATES: readonly { value: BringUpState; label: string }[] = [
  { value: 'private', label: 'Only for me yet' },
  { value: 'ready', label: 'Ready' },
  { value: 'raised', label: 'Brought up' },
  { value: 'resolved', label: 'Settled' },
];

const SHORT: Record<BringUpState, string> = {
  private: 'only for me yet',
  ready: 'ready',
  raised: 'brought up',
  resolved: 'settled',
};

/** "ready, only for me yet", of what is marked in one entry; empty where nothing is. */
export const statesWords = (marks: readonly BringUp[]): string =>
  [...new Set(marks.map(({ state }) => SHORT[state]))].join(', ');

/** Words of a text, and where they began when they were marked, in UTF-16 units. */
export type Passage = { words: string; place: number | null };

export const passageOf = ({ passage, place }: BringUp): Passage | null =>
  passage === null ? null : { words: passage, place };

/** The words that are selected where an entry is read; null also where more is selected than stands there. */
export function readSelection(page: Element | null): Passage | null {
  const chosen = getSelection();
  const range = chosen && chosen.rangeCount > 0 ? chosen.getRangeAt(0) : null;
  const words = chosen?.toString().trim() ?? '';
  if (!range || words === '' || !page?.contains(range.commonAncestorContainer)) return null;
  return { words, place: null };
}

/** The passage in a text that may have changed since: of several places, the one nearest to where it was. */
export function whereIs(text: string, { words, place }: Passage): Place | undefined {
  const wanted = place ?? 0;
  let nearest: number | undefined;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (nearest !== undefined && Math.abs(at - wanted) >= Math.abs(nearest - wanted)) break;
    nearest = at;
  }
  return nearest === undefined ? undefined : { anchor: nearest, head: nearest + words.length };
}

/** What stands above the first empty line: a title, or how it begins. */
export const firstLines = (text: string): string => text.trim().split(/\n[^\S\n]*\n/, 1)[0] ?? '';
