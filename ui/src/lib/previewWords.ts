import type { PreviewLine } from './bindings/PreviewLine';
import { withClock } from './formats';

/** What is special about a time that is ahead: moved, silent, perhaps resting, with a question. Most have nothing. */
export function previewMarks({ note, fires, may_rest, question, in_quiet }: PreviewLine): string[] {
  const marks: string[] = [];
  if (note) marks.push(withClock(note));
  else if (in_quiet) marks.push(fires ? 'waits for quiet hours to end' : 'not shown: quiet hours');
  else if (!fires) marks.push('not shown');
  if (fires && question) marks.push('with a question for them');
  if (fires && may_rest) marks.push('may rest');
  return marks;
}
