import type { OwnPractice } from '../../lib/bindings/OwnPractice';
import type { PracticeCard } from '../../lib/bindings/PracticeCard';

/** As it stands in the form: the lists are texts, one line each. */
export type OwnPracticeForm = Omit<OwnPractice, 'steps' | 'stop_when'> & { steps: string; stop_when: string };
export type PracticeField = 'title' | 'today' | 'why' | 'steps' | 'stop_when';

const MOST_LINES = 20;
const LONGEST_LINE = 300;

export const newPractice = (): OwnPractice => ({
  practice: null,
  title: '',
  today: '',
  faces: 'on_self',
  why: '',
  steps: [],
  stop_when: [],
});

export const ownOf = (card: PracticeCard): OwnPractice => ({
  practice: card.practice,
  title: card.title,
  today: card.today,
  faces: card.faces,
  why: card.why,
  steps: card.steps,
  stop_when: card.stop_when,
});

export const formOf = (own: OwnPractice): OwnPracticeForm => ({
  ...own,
  steps: own.steps.join('\n'),
  stop_when: own.stop_when.join('\n'),
});

export const practiceOf = (form: OwnPracticeForm): OwnPractice => ({
  practice: form.practice,
  title: form.title.toWellFormed().trim(),
  today: form.today.toWellFormed().trim(),
  faces: form.faces,
  why: form.why.toWellFormed().trim(),
  steps: linesOf(form.steps),
  stop_when: linesOf(form.stop_when),
});

/** What is wrong with each field, as a sentence that says what to do. */
export function faultsOf(form: OwnPracticeForm): Partial<Record<PracticeField, string>> {
  const own = practiceOf(form);
  const faults: Partial<Record<PracticeField, string>> = {};
  if (own.title === '') faults.title = 'Give it a title.';
  else if (lengthOf(own.title) > 80) faults.title = 'Make the title 80 characters or shorter.';
  if (own.today === '') faults.today = 'Write what to do, in one line.';
  else if (lengthOf(own.today) > 200) faults.today = 'Make this 200 characters or shorter.';
  if (lengthOf(own.why) > 2_000) faults.why = 'Make this 2,000 characters or shorter.';
  const steps = faultOfLines(own.steps);
  if (steps) faults.steps = steps;
  const stop = faultOfLines(own.stop_when);
  if (stop) faults.stop_when = stop;
  else if (own.faces === 'partner' && own.stop_when.length === 0)
    faults.stop_when = 'Write one line about when you stop. It keeps this easy for both of you.';
  return faults;
}

function faultOfLines(lines: string[]): string | null {
  if (lines.length > MOST_LINES) return `Keep it to ${MOST_LINES} lines.`;
  const long = lines.findIndex((line) => lengthOf(line) > LONGEST_LINE);
  return long < 0 ? null : `Line ${long + 1} is too long. Make it ${LONGEST_LINE} characters or shorter.`;
}

const linesOf = (text: string) =>
  text
    .toWellFormed()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** As the engine counts: characters, not halves of them. */
const lengthOf = (text: string) => [...text].length;
