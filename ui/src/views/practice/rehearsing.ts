import type { Rehearsal } from '../../lib/bindings/Rehearsal';
import type { RehearsalReply } from '../../lib/bindings/RehearsalReply';

/** The replies, with another one first in each drill: the place of the curious one tells nothing. */
export function inAnyOrder({ id, replies }: Rehearsal): RehearsalReply[] {
  if (replies.length === 0) return [];
  const first = [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % replies.length;
  return [...replies.slice(first), ...replies.slice(0, first)];
}
