import type { CardRow } from '../../lib/bindings/CardRow';
import type { OwnCard } from '../../lib/bindings/OwnCard';

export type CardField = 'text' | 'lead' | 'follow';

const MOST = 300;

export const newCard = (deck: string): OwnCard => ({
  card: null,
  deck,
  depth: 1,
  text: '',
  lead: '',
  follow: '',
});

export const ownOf = ({ card, deck, depth, text, lead, follow }: CardRow): OwnCard => ({
  card,
  deck,
  depth,
  text,
  lead,
  follow,
});

export const cardOf = (form: OwnCard): OwnCard => ({
  ...form,
  text: form.text.toWellFormed().trim(),
  lead: form.lead.toWellFormed().trim(),
  follow: form.follow.toWellFormed().trim(),
});

/** What is wrong with each field, as a sentence that says what to do. */
export function faultsOf(form: OwnCard): Partial<Record<CardField, string>> {
  const card = cardOf(form);
  const faults: Partial<Record<CardField, string>> = {};
  if (card.text === '') faults.text = 'Write the question.';
  if (card.depth === 3 && card.lead === '')
    faults.lead = 'A tender card needs a line that you say about yourself first.';
  for (const field of ['text', 'lead', 'follow'] as const)
    if ([...card[field]].length > MOST) faults[field] = `Make this ${MOST} characters or shorter.`;
  return faults;
}
