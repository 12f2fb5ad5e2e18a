import type { Opened, PageName } from '../../lib/opened.svelte';
import { COMMAND_KEY } from '../../lib/shortcuts';

export type Command = { id: string; label: string; keys?: string; run: () => void };

const PLACES: readonly { page: PageName; label: string }[] = [
  { page: 'today', label: 'Today' },
  { page: 'reminders', label: 'Reminders' },
  { page: 'journal', label: 'Journal' },
  { page: 'practice', label: 'Practice' },
  { page: 'talks', label: 'Talks' },
  { page: 'progress', label: 'Progress' },
  { page: 'week', label: 'Your week' },
  { page: 'settings', label: 'Settings' },
  { page: 'support', label: 'Support' },
  { page: 'partner', label: 'For your partner' },
  { page: 'time', label: 'How time works' },
];

/** What can be done from anywhere, the deeds first. */
export function commands(opened: Opened, lock: () => void): Command[] {
  const { latest } = opened.notes;
  const deeds: Command[] = [
    {
      id: 'alone',
      label: 'We’re alone now',
      keys: `${COMMAND_KEY} + Shift + A`,
      run: () => opened.goTo('alone'),
    },
    { id: 'entry', label: 'New entry', keys: `${COMMAND_KEY} + N`, run: () => opened.writeNewEntry() },
    {
      id: 'line',
      label: 'Write a line',
      keys: `${COMMAND_KEY} + Shift + N`,
      run: () => (opened.writing = { leaves: false }),
    },
    { id: 'search', label: 'Search the journal', keys: `${COMMAND_KEY} + F`, run: () => opened.search() },
    { id: 'talk', label: 'Log a talk', run: () => (opened.talk = { occurrence: null }) },
    { id: 'plan', label: 'Plan a talk', run: () => opened.planAbout('') },
    { id: 'lock', label: 'Lock', keys: `${COMMAND_KEY} + L`, run: lock },
  ];
  const undo: Command[] = latest
    ? [{ id: 'undo', label: `Undo “${latest.text}”`, run: () => void opened.notes.takeBack(latest) }]
    : [];
  const places = PLACES.map(({ page, label }) => ({
    id: `to-${page}`,
    label: `Go to ${label}`,
    run: () => opened.goTo(page),
  }));
  return [...deeds, ...undo, ...places];
}

/** Those in whose label every typed word begins a word. */
export function filtered(all: readonly Command[], typed: string): Command[] {
  const wanted = plain(typed).split(' ').filter(Boolean);
  return all.filter(({ label }) => {
    const words = plain(label).split(' ');
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  });
}

const plain = (text: string) => text.toLowerCase().replace(/[’'“”.,]/g, '');
