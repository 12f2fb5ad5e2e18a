import type { PlannerWords } from '../../lib/bindings/PlannerWords';
import type { PlanSteps } from '../../lib/bindings/PlanSteps';

export type StepId =
  'want' | 'why' | 'weight' | 'goodwill' | 'opening' | 'first' | 'way_out' | 'when_then' | 'if_no';

/** What is written in a step, with the label of each field when there are two. */
export type Step = {
  id: StepId;
  /** Its id in the words that the planner speaks. */
  words: string;
  fields: readonly { key: Exclude<keyof PlanSteps, 'weight' | 'topic'>; label?: string; rows?: number }[];
};

export const STEPS: readonly Step[] = [
  { id: 'want', words: 'p-want', fields: [{ key: 'want', rows: 1 }] },
  { id: 'why', words: 'p-why', fields: [{ key: 'why' }] },
  { id: 'weight', words: 'p-weight', fields: [] },
  { id: 'goodwill', words: 'p-goodwill', fields: [{ key: 'goodwill' }] },
  { id: 'opening', words: 'p-opening', fields: [{ key: 'opening' }] },
  { id: 'first', words: 'p-first', fields: [{ key: 'first', rows: 3 }] },
  { id: 'way_out', words: 'p-out', fields: [{ key: 'way_out' }] },
  { id: 'when_then', words: 'p-when', fields: [{ key: 'when_then', rows: 3 }] },
  {
    id: 'if_no',
    words: 'p-if-no',
    fields: [
      { key: 'if_no', label: 'If they say not now, I will …' },
      { key: 'if_hard', label: 'If I hear something hard, I will …' },
    ],
  },
];

export const WEIGHTS = [
  { value: 'light', label: 'Light' },
  { value: 'ordinary', label: 'Ordinary' },
  { value: 'serious', label: 'Serious' },
] as const;

/** What the planner asks at a step. The content may name a step as the plan does, too. */
export const askOf = (words: PlannerWords, step: Step) =>
  words.steps.find(({ id }) => id === step.words || id === step.id) ?? null;

export type Written = { label: string; text: string };

/** What has been written in a step; the label is empty where the question says it all. */
export function writtenIn(step: Step, steps: PlanSteps): Written[] {
  const weight = WEIGHTS.find(({ value }) => value === steps.weight);
  if (step.id === 'weight') return weight ? [{ label: '', text: weight.label }] : [];
  return step.fields
    .map(({ key, label = '' }) => ({ label, text: steps[key].trim() }))
    .filter(({ text }) => text !== '');
}

/** Whether a hint speaks of a step or of one of its fields. */
export const speaksOf = (step: Step, hint: string) =>
  hint === step.id || hint === step.words || step.fields.some(({ key }) => key === hint);
