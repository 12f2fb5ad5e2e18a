/** What the pages for two are drawn with, and what axe-core finds on them. */
import axe from 'axe-core';
import type { CardRow } from '../src/lib/bindings/CardRow';
import type { Easing } from '../src/lib/bindings/Easing';

export const FREE: Easing = {
  mode: 'free',
  until: null,
  title: '',
  text: '',
  advice: null,
  stopped_topics: [],
};

export const card = (id: string, text: string): CardRow => ({
  card: id,
  deck: 'family',
  deck_title: 'Family',
  text,
  lead: 'I see …',
  follow: 'And then?',
  depth: 1,
  own: false,
  mark: { favorite: false, hidden: false },
  used_day: null,
  why_not: null,
});

export const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Names, roles and labels; what depends on how things look is examined in the real window. */
export async function findFaults(): Promise<string[]> {
  const LOOKS = ['color-contrast', 'target-size', 'page-has-heading-one', 'region', 'landmark-one-main'];
  const rules = Object.fromEntries(LOOKS.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`);
}
