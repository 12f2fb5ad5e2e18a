// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CardRow } from '../src/lib/bindings/CardRow';
import type { Deck } from '../src/lib/bindings/Deck';
import type { Library } from '../src/lib/bindings/Library';
import type { PracticePage } from '../src/lib/bindings/PracticePage';
import type { PracticeRow } from '../src/lib/bindings/PracticeRow';
import { deckRestWords, doneWords, reachWords } from '../src/lib/practiceWords';
import { session } from '../src/lib/session.svelte';
import App from '../src/App.svelte';
import OneDeck from '../src/views/practice/OneDeck.svelte';
import { faultsOf, formOf, newPractice, practiceOf } from '../src/views/practice/ownPractice';
import PracticeView from '../src/views/practice/PracticeView.svelte';
import TenseReplies from '../src/views/practice/TenseReplies.svelte';
import {
  alert,
  beside,
  choose,
  draw,
  field,
  flip,
  isDialogOpen,
  named,
  press,
  settle,
  toggle,
  type,
  wipe,
  words,
} from './drawn';
import { asked, refusal, said, shell } from './shell';

const SHOWN = { favorite: false, hidden: false };
const LOGGED = { id: 'log-1', day: '2026-11-26', practiced_this_week: 2, goal: 3, goal_reached_now: false };

function row(practice: string, title: string, more: Partial<PracticeRow> = {}): PracticeRow {
  return {
    practice,
    title,
    source: 'Tip 3 · The right character',
    today: `Today: ${title}.`,
    faces: 'on_self',
    minutes: 5,
    own: false,
    mark: SHOWN,
    times: 0,
    last_day: null,
    rests: false,
    ...more,
  };
}

function page(practice: string, title: string, more: Partial<PracticePage['card']> = {}): PracticePage {
  return {
    card: {
      practice,
      title,
      source: 'Tip 3 · The right character',
      today: `Today: ${title}.`,
      faces: 'on_self',
      why: 'It helps.',
      steps: ['One.', 'Two.'],
      say: [],
      avoid: [],
      stop_when: ['They look away.'],
      prompts: [],
      minutes: 5,
      ...more,
    },
    ladder: [],
    own: practice.startsWith('o:'),
    mark: SHOWN,
    rests: false,
    times: 0,
    last_day: null,
    decks: [],
  };
}

const LIBRARY: Library = {
  weeks: [{ steps: [{ practice: 'c:steady-self', title: 'Steady', done: false }] }],
  next: 'c:steady-self',
  practices: [
    row('c:steady-self', 'Steady'),
    row('c:listen-first', 'Listen', { faces: 'answer', times: 4, last_day: '2026-11-12' }),
    row('c:go-first', 'Go first', { faces: 'partner', rests: true }),
    row('o:1', 'Tea', { source: '', own: true }),
    row('c:own-story', 'Story', { faces: 'partner', mark: { favorite: false, hidden: true } }),
  ],
};

const PAGES: Record<string, PracticePage> = {
  'c:steady-self': page('c:steady-self', 'Steady'),
  'c:go-first': page('c:go-first', 'Go first', { faces: 'partner' }),
  'c:their-way': page('c:their-way', 'Their way'),
  'o:1': page('o:1', 'Tea'),
};

const DECK: Deck = {
  id: 'day',
  title: 'The day',
  note: 'Easy ones.',
  cards: 3,
  depth: 1,
  easy: false,
  rests_until: null,
  stopped: false,
};

function card(id: string, depth: number, more: Partial<CardRow> = {}): CardRow {
  return {
    card: id,
    deck: 'day',
    deck_title: 'The day',
    text: `Question ${id}?`,
    lead: 'Mine is …',
    follow: 'And then?',
    depth,
    own: id.startsWith('o:'),
    mark: SHOWN,
    used_day: null,
    why_not: null,
    ...more,
  };
}

const star = (name: string) =>
  document.querySelector<HTMLButtonElement>(`button[aria-label="Favorite: ${name}"]`);

beforeEach(() => {
  shell.answers['list_practices'] = () => LIBRARY;
  shell.answers['get_practice'] = ({ practice }: { practice: string }) => PAGES[practice];
  shell.answers['list_decks'] = () => [DECK];
});

async function openPractice(practice: string) {
  shell.opened.practice = practice;
  draw(PracticeView, {});
  await settle();
}

async function openTab(name: string) {
  draw(PracticeView, {});
  await settle();
  await press(name);
}

describe('the practices', () => {
  beforeEach(async () => {
    draw(PracticeView, {});
    await settle();
  });

  it('stand in their groups, and say what rests and what is yours', () => {
    const groups = [...document.querySelectorAll('h2')].map((heading) => heading.textContent);
    expect(groups).toEqual(['A path, if you would like one', 'On my own', 'When they begin', 'With them']);
    expect(words()).toContain('These rest for now. You can still read them.');
    expect(words()).toContain('Tea Yours');
    expect(words()).toContain('Done 4 times, last on Thu, Nov 12');
    expect(words()).toContain('Next: Steady');
  });

  it('draws the hidden ones only when they are asked for, and brings one back', async () => {
    expect(words()).not.toContain('Story');
    const fold = document.querySelector('details');
    if (fold) fold.open = true;
    fold?.dispatchEvent(new Event('toggle'));
    await settle();
    await press('Bring back Story');
    expect(asked('mark_practice')).toEqual([{ practice: 'c:own-story', mark: SHOWN }]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('mark_practice')[1]).toEqual({
      practice: 'c:own-story',
      mark: { favorite: false, hidden: true },
    });
  });

  it('suggest no next one while it rests', async () => {
    await wipe();
    shell.answers['list_practices'] = () => ({
      ...LIBRARY,
      practices: LIBRARY.practices.map((each) => ({ ...each, rests: true })),
    });
    draw(PracticeView, {});
    await settle();
    expect([words().includes('Next:'), words().includes('rests for now')]).toEqual([false, true]);
  });

  it('take a star', async () => {
    star('Tea')?.click();
    await settle();
    expect(asked('mark_practice')).toEqual([{ practice: 'o:1', mark: { favorite: true, hidden: false } }]);
  });

  it('let one of a group be reached by Tab, and the others by the arrows', async () => {
    const reached = () =>
      [...document.querySelectorAll('[data-tile][tabindex="0"]')].map((tile) => tile.textContent);
    expect(reached()).toEqual(['Steady', 'Listen', 'Go first']);
    const first = document.querySelector<HTMLElement>('[data-tile]');
    first?.focus();
    first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    await settle();
    expect(document.activeElement?.textContent).toBe('Tea');
    expect(reached()).toEqual(['Tea', 'Listen', 'Go first']);
  });

  it('gives the focus back to the practice that was read', async () => {
    await press('Tea');
    expect(document.activeElement?.tagName).toBe('H1');
    await press('Back');
    expect(shell.opened.practice).toBeNull();
    expect(document.activeElement).toBe(named('Tea'));
  });
});

it('says what to do when the practices cannot be read', async () => {
  shell.answers['list_practices'] = refusal('internal', 'They could not be read. Try again.');
  draw(PracticeView, {});
  await settle();
  expect(alert()).toContain('They could not be read.');
  shell.answers['list_practices'] = () => LIBRARY;
  await press('Try again');
  expect(words()).toContain('On my own');
});

describe('a practice of one’s own part', () => {
  beforeEach(async () => {
    shell.answers['log_practice'] = () => LOGGED;
    await openPractice('c:steady-self');
  });

  it('is started, done and noted in one place', async () => {
    expect(words()).not.toContain('Step by step');
    await press('Start');
    expect(words()).toContain('Step by step One. Two.');
    await press('Done');
    expect(asked('log_practice')).toEqual([{ practice: 'c:steady-self', occurrence: null }]);
    expect(asked('log_talk')).toEqual([]);
    expect(said()).toEqual(['Noted. 2 of 3 days this week.']);
    shell.answers['write_about'] = () => ({ id: 'entry-1' });
    await press('Write about it');
    expect(asked('write_about')).toEqual([{ about: { what: 'practice', practice: 'c:steady-self' } }]);
    expect([shell.opened.page, shell.opened.entryWanted]).toEqual(['journal', 'entry-1']);
  });

  it('keeps the keyboard where something was pressed', async () => {
    await press('Start');
    await press('Not now');
    expect(document.activeElement?.contains(named('Start') ?? null)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('can be taken back', async () => {
    await press('I have done it already');
    await shell.opened.notes.list[0]?.undo?.();
    await settle();
    expect(asked('undo_log')).toEqual([{ id: 'log-1' }]);
    expect(named('Start')).toBeDefined();
  });

  it('answers the practice reminder of the day that waits', async () => {
    const open = [
      { kind: 'practice', day: '2026-11-25', occurrence: 'yesterday' },
      { kind: 'moment', day: '2026-11-26', occurrence: 'a moment' },
      { kind: 'practice', day: '2026-11-26', occurrence: 'this one' },
    ];
    shell.opened.today.data = { day: '2026-11-26', open } as never;
    await press('I have done it already');
    expect(asked('log_practice')).toEqual([{ practice: 'c:steady-self', occurrence: 'this one' }]);
  });

  it('offers no undo for what was noted before', async () => {
    shell.answers['log_practice'] = () => ({ ...LOGGED, id: null });
    await press('I have done it already');
    expect([words().includes('noted this today already'), said()]).toEqual([true, []]);
  });

  it('stays where it was when it cannot be noted', async () => {
    shell.answers['log_practice'] = refusal('storage_full', 'The disk is full. Make room, then try again.');
    await press('Start');
    await press('Done');
    expect(alert()).toBe('The disk is full. Make room, then try again.');
    expect(words()).toContain('Step by step');
  });

  it('is hidden with a way back', async () => {
    await press('Hide this practice');
    expect(asked('mark_practice')).toEqual([
      { practice: 'c:steady-self', mark: { favorite: false, hidden: true } },
    ]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('mark_practice')[1]).toEqual({ practice: 'c:steady-self', mark: SHOWN });
  });
});

describe('a practice with the partner', () => {
  beforeEach(async () => {
    shell.answers['log_talk'] = () => LOGGED;
    await openPractice('c:go-first');
    await press('Start');
  });

  it('shows when to stop, and is noted in two taps', async () => {
    expect(words()).toContain('When to stop They look away.');
    await press('How did it go?');
    await press('Joined in');
    await press('Walking');
    expect(asked('log_practice')).toEqual([]);
    expect(asked('log_talk')).toMatchObject([
      { talk: { response: 'joined_in', setting: 'walking', practice: 'c:go-first', occurrence: null } },
    ]);
  });

  it('takes one tap for what went nowhere', async () => {
    await press('How did it go?');
    await press('Tried, went nowhere');
    expect(asked('log_talk')).toMatchObject([{ talk: { response: 'not_now', setting: null } }]);
  });

  it('keeps the first tap and the id when it is refused, so that nothing is noted twice', async () => {
    shell.answers['log_talk'] = refusal('storage_full', 'The disk is full. Make room, then try again.');
    await press('How did it go?');
    await press('Joined in');
    await press('Walking');
    expect([alert(), words().includes('Where were you?')]).toEqual([
      'The disk is full. Make room, then try again.',
      true,
    ]);
    shell.answers['log_talk'] = () => LOGGED;
    await press('Walking');
    const ids = asked('log_talk').map((args) => (args as { talk: { id: string } }).talk.id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('gives another id after the first was taken back', async () => {
    await press('How did it go?');
    await press('Tried, went nowhere');
    await shell.opened.notes.list[0]?.undo?.();
    await settle();
    await press('We have talked already');
    await press('Tried, went nowhere');
    const ids = asked('log_talk').map((args) => (args as { talk: { id: string } }).talk.id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a practice of the user’s own', () => {
  it('says beside each field what is missing, only once it was left', async () => {
    await openTab('Add your own');
    expect(beside('Title')).toBeNull();
    field('Title').dispatchEvent(new Event('blur'));
    await settle();
    expect([beside('Title'), beside('What to do')]).toEqual(['Give it a title.', null]);
    await choose('With them');
    await press('Save');
    expect(beside('When to stop')).toContain('Write one line about when you stop.');
    expect(document.activeElement).toBe(field('Title'));
    expect(asked('save_own_practice')).toEqual([]);
  });

  it('keeps what was written when it is refused, and marks the field', async () => {
    shell.answers['save_own_practice'] = refusal('invalid', 'Another practice has this title.', 'title');
    await openTab('Add your own');
    await type('Title', 'Tea');
    await type('What to do', 'Make tea.');
    await type('Steps', ' Boil water.\n\nTwo cups. ');
    await press('Save');
    expect(beside('Title')).toBe('Another practice has this title.');
    expect([field('Title').value, field('Steps').value, isDialogOpen()]).toEqual([
      'Tea',
      ' Boil water.\n\nTwo cups. ',
      true,
    ]);
    shell.answers['save_own_practice'] = () => 'o:1';
    await type('Title', 'Tea for two');
    expect(beside('Title')).toBeNull();
    await press('Save');
    expect(asked('save_own_practice')[1]).toEqual({
      own: {
        practice: null,
        title: 'Tea for two',
        today: 'Make tea.',
        faces: 'on_self',
        why: '',
        steps: ['Boil water.', 'Two cups.'],
        stop_when: [],
      },
    });
    expect([isDialogOpen(), shell.opened.practice]).toEqual([false, 'o:1']);
  });

  it('waits as it stands when the dialog is left, and is gone on with', async () => {
    await openTab('Add your own');
    await type('Title', 'Tea');
    await press('Close');
    await settle();
    const kept = asked('keep_unfinished').at(-1) as { form: string; text: string };
    expect([kept.form, JSON.parse(kept.text)]).toMatchObject(['own practice new', { title: 'Tea' }]);
    shell.answers['get_unfinished'] = () => kept.text;
    await press('Add your own');
    await settle();
    expect([field('Title').value, words()]).toEqual([
      'Tea',
      expect.stringContaining('You began this earlier.'),
    ]);
    shell.answers['save_own_practice'] = () => 'o:1';
    await type('What to do', 'Make tea.');
    await press('Save');
    await settle();
    expect([isDialogOpen(), asked('keep_unfinished').at(-1)]).toEqual([
      false,
      { form: 'own practice new', text: null },
    ]);
  });

  it('is let go by Cancel, with a way back', async () => {
    await openTab('Add your own');
    await type('Title', 'Tea');
    await press('Cancel');
    await settle();
    expect(asked('keep_unfinished').at(-1)).toEqual({ form: 'own practice new', text: null });
    expect(said()).toEqual(['What you wrote is let go.']);
    await shell.opened.notes.list[0]?.undo?.();
    const back = asked('keep_unfinished').at(-1) as { text: string };
    expect(JSON.parse(back.text)).toMatchObject({ title: 'Tea' });
  });

  it('is deleted with a way back', async () => {
    await openPractice('o:1');
    await press('Delete');
    expect([asked('delete_own_practice'), shell.opened.practice]).toEqual([[{ practice: 'o:1' }], null]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('restore_own_practice')).toEqual([{ practice: 'o:1' }]);
  });

  it.each<[string, Partial<ReturnType<typeof formOf>>, string[]]>([
    ['nothing wrong', {}, []],
    ['a title of spaces', { title: '  ' }, ['title']],
    ['80 characters of two halves each', { title: '🫖'.repeat(80) }, []],
    ['81 characters', { title: 'a'.repeat(81) }, ['title']],
    ['a long line', { steps: `ok\n${'a'.repeat(301)}` }, ['steps']],
    ['21 lines', { stop_when: 'a\n'.repeat(21) }, ['stop_when']],
    ['with them and no line to stop at', { faces: 'partner', stop_when: ' \n ' }, ['stop_when']],
  ])('is checked: %s', (_, part, faulty) => {
    const form = { ...formOf(newPractice()), title: 'Tea', today: 'Make tea.', ...part };
    expect(Object.keys(faultsOf(form))).toEqual(faulty);
  });

  it('is the same after it stood in the form', () => {
    const own = { ...newPractice(), title: 'Tea', today: 'Make tea.', steps: ['a', 'b'], stop_when: ['c'] };
    expect(practiceOf(formOf(own))).toEqual(own);
  });
});

describe('the notes about the partner', () => {
  beforeEach(() => {
    shell.answers['get_partner_notes'] = () => ({ pace: 'slow', comfort: '' });
  });

  it('are on the page of the practice, and saved when the field is left', async () => {
    await openPractice('c:their-way');
    expect(words()).toContain('Write nothing you would not want them to read.');
    expect(asked('get_partner_notes')).toHaveLength(1);
    await type('Their pace', 'slow, on walks');
    field('Their pace').dispatchEvent(new Event('blur'));
    await settle();
    expect(asked('save_partner_notes')).toEqual([{ notes: { pace: 'slow, on walks', comfort: '' } }]);
    expect(words()).toContain('Saved');
  });

  it('are saved at once when the page is left', async () => {
    await openTab('Partner notes');
    await type('What makes talking comfortable', 'the dark');
    await press('Practices');
    expect(asked('save_partner_notes')).toEqual([{ notes: { pace: 'slow', comfort: 'the dark' } }]);
  });

  it('wait outside of the page while they cannot be saved, and close asks first', async () => {
    shell.answers['save_partner_notes'] = refusal(
      'storage_full',
      'The disk is full. Make room, then try again.',
    );
    await openTab('Partner notes');
    await type('Their pace', 'new words');
    await press('Practices');
    expect(await shell.opened.flush()).toBe(false);
    await press('Partner notes');
    expect(field('Their pace').value).toBe('new words');
    expect(words()).toContain('The disk is full.');
    shell.answers['save_partner_notes'] = () => null;
    expect(await shell.opened.flush()).toBe(true);
  });

  it('are saved a moment after the last key, and the refusal stands at its field', async () => {
    shell.answers['save_partner_notes'] = refusal('invalid', 'Keep it to 2,000 characters.', 'pace');
    await openTab('Partner notes');
    vi.useFakeTimers();
    field('Their pace').value = 'x'.repeat(2001);
    field('Their pace').dispatchEvent(new Event('input', { bubbles: true }));
    expect(asked('save_partner_notes')).toEqual([]);
    await vi.advanceTimersByTimeAsync(800);
    expect(beside('Their pace')).toBe('Keep it to 2,000 characters.');
    expect(field('Their pace').value).toHaveLength(2001);
    // Until something changes, asking again would only be refused again.
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked('save_partner_notes')).toHaveLength(1);
  });

  it('send what was typed while a save was under way', async () => {
    const answers: (() => void)[] = [];
    shell.answers['save_partner_notes'] = () => new Promise<void>((resolve) => answers.push(resolve));
    await openTab('Partner notes');
    await type('Their pace', 'one');
    const kept = shell.opened.flush();
    await settle();
    await type('Their pace', 'one two');
    answers[0]?.();
    await settle();
    answers[1]?.();
    expect(await kept).toBe(true);
    expect(asked('save_partner_notes')[1]).toEqual({ notes: { pace: 'one two', comfort: '' } });
  });

  it('leave no word behind when the journal locks', async () => {
    await openTab('Partner notes');
    await type('Their pace', 'too late');
    shell.opened.drop();
    expect([await shell.opened.flush(), asked('save_partner_notes')]).toEqual([true, []]);
    await press('Practices');
    await press('Partner notes');
    expect(field('Their pace').value).toBe('slow');
  });
});

describe('a deck', () => {
  beforeEach(async () => {
    shell.answers['get_deck'] = () => ({
      deck: DECK,
      cards: [
        card('c:1', 1, { used_day: '2026-11-12', why_not: 'It was used lately.' }),
        card('c:2', 1),
        card('c:3', 2, { why_not: 'Personal cards open later.' }),
        card('c:4', 2, { why_not: 'Personal cards open later.' }),
        card('o:5', 3),
        card('c:6', 1, { mark: { favorite: false, hidden: true } }),
      ],
    });
    draw(OneDeck, { deck: 'day', onback: () => {} });
    await settle();
  });

  it('says each depth in words, and a shared reason once', () => {
    const depths = [...document.querySelectorAll('h2')].map((heading) => heading.textContent.trim());
    expect(depths).toEqual(['Light', 'Personal', 'Tender']);
    expect(words()).toContain('Open now: light cards');
    expect(words().split('Personal cards open later.')).toHaveLength(2);
    expect(words()).toContain('You talked about it on Thu, Nov 12 · It was used lately.');
    expect(words()).not.toContain('Question c:6?');
  });

  it('says that it is talked about easily, and flips back when that is refused', async () => {
    await flip();
    expect(asked('set_deck_easy')).toEqual([{ deck: 'day', easy: true }]);
    shell.answers['set_deck_easy'] = refusal('storage_full', 'The disk is full.');
    await flip();
    expect([toggle()?.getAttribute('aria-checked'), said()]).toEqual(['false', ['The disk is full.']]);
  });

  it('hides a card with a way back', async () => {
    await press('Hide: Question c:2?');
    expect(asked('mark_card')).toEqual([{ card: 'c:2', mark: { favorite: false, hidden: true } }]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('mark_card')[1]).toEqual({ card: 'c:2', mark: SHOWN });
  });

  it('takes a card of one’s own; a tender one needs a line to begin with', async () => {
    await press('Add a card');
    await type('The question', 'What did you dream?');
    await choose('Tender');
    await press('Save');
    expect(beside('What you say first')).toContain('A tender card needs a line');
    await type('What you say first', 'I dreamed of …');
    shell.answers['save_own_card'] = refusal('invalid', 'There is a card with this text.', 'text');
    await press('Save');
    expect([beside('The question'), field('The question').value]).toEqual([
      'There is a card with this text.',
      'What did you dream?',
    ]);
    shell.answers['save_own_card'] = () => 'o:9';
    await type('The question', 'What did you dream last?');
    await press('Save');
    expect(asked('save_own_card')[1]).toEqual({
      own: {
        card: null,
        deck: 'day',
        depth: 3,
        text: 'What did you dream last?',
        lead: 'I dreamed of …',
        follow: '',
      },
    });
    expect(isDialogOpen()).toBe(false);
  });

  it('deletes one’s own with a way back', async () => {
    document.querySelector<HTMLElement>('[aria-label="Delete: Question o:5?"]')?.click();
    await settle();
    expect(asked('delete_own_card')).toEqual([{ card: 'o:5' }]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('restore_own_card')).toEqual([{ card: 'o:5' }]);
  });
});

describe('words', () => {
  it.each([
    [1, 'light cards'],
    [2, 'light and personal cards'],
    [3, 'light, personal and tender cards'],
  ])('say how deep a deck goes: %i', (depth, reach) => {
    expect(reachWords(depth)).toBe(reach);
  });

  it.each([
    [0, null, 'Not done yet'],
    [1, '2026-11-12', 'Done once, on Thu, Nov 12'],
    [2, '2026-11-12', 'Done 2 times, last on Thu, Nov 12'],
  ])('say how often: %i', (times, day, expected) => {
    expect(doneWords(times, day)).toBe(expected);
  });

  it('say why a deck rests', () => {
    expect(deckRestWords(DECK)).toBeNull();
    expect(deckRestWords({ ...DECK, rests_until: '2026-12-03' })).toContain('until Thursday, December 3');
    expect(deckRestWords({ ...DECK, stopped: true })).toContain('asked to leave this topic');
  });
});

it('lets tense replies be read, and notes nothing', async () => {
  shell.answers['get_tense'] = () => ({
    title: 'When it gets tense',
    paragraphs: ['Breathe out.'],
    replies: [{ id: 'c-1', when: 'you feel accused', text: 'What did you see me do?' }],
  });
  draw(TenseReplies, {});
  await settle();
  expect(words()).toMatch(/^Stop here/);
  expect(words()).toContain('When you feel accused “What did you see me do?”');
  expect([document.querySelectorAll('button').length, document.querySelectorAll('h1').length]).toEqual([
    0, 0,
  ]);
});

describe('a rehearsal', () => {
  const drill = (id: string) => ({
    id,
    practice: 'c:listen-first',
    situation: 'You were reading.',
    remark: 'You never listen.',
    replies: [
      { text: 'What did I miss?', curious: true, why: 'It asks on.' },
      { text: 'I heard it all.', curious: false, why: 'It proves a point.' },
      { text: 'I am tired.', curious: false, why: 'It turns to you.' },
    ],
  });

  beforeEach(async () => {
    shell.answers['get_rehearsal'] = ({ seen }: { seen: string[] }) => drill(seen.length === 0 ? 'a' : 'b');
    await openTab('Rehearsal');
    await press('Begin');
  });

  it('explains each answer kindly, and counts once one was chosen', async () => {
    expect([named('Done'), words().includes('as long as you like')]).toEqual([undefined, true]);
    expect(words()).not.toContain('It proves a point.');
    await press('I heard it all.');
    expect(words()).toContain('Many of us say this. It proves a point.');
    await press('What did I miss?');
    expect(words()).toContain('This one asks more. It asks on.');
    shell.answers['log_practice'] = () => LOGGED;
    await press('Done');
    expect(asked('log_practice')).toEqual([{ practice: 'c:listen-first', occurrence: null }]);
    expect([said(), named('Done')]).toEqual([['Noted. 2 of 3 days this week.'], undefined]);
  });

  it('brings another one, and says so when the day is noted already', async () => {
    await press('Another');
    expect(asked('get_rehearsal')).toEqual([{ seen: [] }, { seen: ['a'] }]);
    await press('What did I miss?');
    shell.answers['log_practice'] = () => ({ ...LOGGED, id: null });
    await press('Done');
    expect([words().includes('noted already'), said()]).toEqual([true, []]);
  });
});

describe('the partner’s turn', () => {
  const TURN = {
    title: 'Your turn to ask',
    line: 'They pick, you answer.',
    before: ['Offer it once.'],
    paragraphs: ['You pick a card.'],
    end: 'That was it. Thank you both.',
    cards: [
      { id: 'x', text: 'What made you smile?', lead: 'I smiled when …', depth: 1 },
      { id: 'y', text: 'What do you miss?', lead: '', depth: 2 },
    ],
  };

  beforeEach(() => {
    shell.answers['get_turn_to_ask'] = () => TURN;
    session.turn = false;
  });

  it('locks the journal first, and asks for the cards', async () => {
    await openTab('Your turn to ask');
    expect(words()).toContain('They pick, you answer.');
    expect(words()).toContain('Offer it once.');
    await press('Lock and hand over');
    expect(asked('hand_over')).toHaveLength(1);
    expect(session.turn).toBe(true);
  });

  it('does not begin while words are unsaved or the lock is refused', async () => {
    await openTab('Your turn to ask');
    session.flush = () => Promise.resolve(false);
    await press('Lock and hand over');
    expect([asked('hand_over'), session.turn]).toEqual([[], false]);
    session.flush = () => Promise.resolve(true);
    shell.answers['hand_over'] = refusal('internal', 'It did not lock. Try again.');
    await press('Lock and hand over');
    expect([session.turn, said()]).toEqual([false, ['It did not lock. Try again.']]);
  });

  async function drawLocked() {
    session.status = { state: 'locked', notices: [], settings: {}, ways: { passphrase: true } } as never;
    draw(App, {});
    await settle();
  }

  it('stands in front of the lock screen: they draw, and stopping leads to the lock', async () => {
    session.turn = true;
    await drawLocked();
    expect(asked('set_full_screen')).toEqual([{ on: true }]);
    expect(words()).not.toContain('Ajar is locked');
    await press('Draw a card');
    expect(words()).toContain('What made you smile? A way to begin the answer: I smiled when …');
    await choose('Personal');
    expect(words()).toContain('What do you miss?');
    await press('Another');
    expect(words()).toContain('That was it. Thank you both.');
    await press('Begin anew');
    expect(words()).toContain('What do you miss?');
    await press('Stop');
    expect([words().includes('Ajar is locked'), session.turn]).toEqual([true, false]);
    expect(asked('set_full_screen')).toEqual([{ on: true }, { on: false }]);
    const asks = new Set(shell.calls.map(({ command }) => command));
    expect([...asks].filter((command) => /log|talk|card|letter/.test(command))).toEqual([]);
  });

  it('stops with Escape', async () => {
    session.turn = true;
    await drawLocked();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
    await settle();
    expect(words()).toContain('Ajar is locked');
  });

  it('says what to do when there are no cards, and can be left', async () => {
    session.turn = true;
    shell.answers['get_turn_to_ask'] = refusal('internal', 'The cards could not be read. Try again.');
    await drawLocked();
    expect(alert()).toContain('The cards could not be read.');
    await press('Stop');
    expect(words()).toContain('Ajar is locked');
  });

  it('says so when there is nothing to draw, and offers only the cards that there are', async () => {
    session.turn = true;
    shell.answers['get_turn_to_ask'] = () => ({ ...TURN, cards: [] });
    await drawLocked();
    expect([words().includes('no cards to draw'), named('Draw a card')]).toEqual([true, undefined]);
    await wipe();
    shell.answers['get_turn_to_ask'] = () => ({ ...TURN, cards: TURN.cards.slice(1) });
    await drawLocked();
    await press('Draw a card');
    expect([words().includes('What do you miss?'), words().includes('Light')]).toEqual([true, false]);
  });

  it('begins from the lock screen once a note that was begun is taken', async () => {
    session.status = {
      state: 'locked',
      notices: [],
      settings: { letter_slot: true },
      ways: { passphrase: true },
    } as never;
    draw(App, {});
    await settle();
    await press('Leave a note');
    await type('Your note', 'only for me');
    shell.answers['drop_letter'] = refusal('storage_full', 'The disk is full.');
    await press('Your turn to ask');
    expect(words()).toContain('Ajar is locked');
    shell.answers['drop_letter'] = () => null;
    await press('Your turn to ask');
    expect([named('Draw a card') !== undefined, words().includes('Ajar is locked')]).toEqual([true, false]);
  });
});
