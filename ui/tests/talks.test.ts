// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Talk } from '../src/lib/bindings/Talk';
import type { TalkDetails } from '../src/lib/bindings/TalkDetails';
import TalkDialog from '../src/views/shell/TalkDialog.svelte';
import HistoryTab from '../src/views/talks/HistoryTab.svelte';
import TalksView from '../src/views/talks/TalksView.svelte';
import ThanksTab from '../src/views/talks/ThanksTab.svelte';
import {
  beside,
  buttons,
  choose,
  draw,
  field,
  isDialogOpen,
  named,
  press,
  settle,
  submit,
  type,
  unfold,
  wipe,
  words,
} from './drawn';
import { asked, refusal, said, shell } from './shell';

const NOTHING: TalkDetails = {
  opener: null,
  minutes: null,
  topic: null,
  depth: null,
  floor: null,
  pushed: null,
  outcome: null,
  free: null,
  understood: '',
};
const TALK: Talk = {
  id: 'talk-1',
  day: '2026-11-25',
  time: '18:30',
  response: 'short_answer',
  setting: 'walking',
  details: NOTHING,
  card: null,
  practice: null,
  plan: null,
  entry: null,
};
const FREE = { mode: 'free', until: null, title: '', text: '', advice: null, stopped_topics: [] };
const DECKS = [{ id: 'home', title: 'Home' }];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 26, 19, 0) });
  Object.assign(shell.answers, {
    log_talk: ({ talk }: { talk: { id: string } }) => ({
      id: talk.id,
      day: '2026-11-26',
      practiced_this_week: 2,
      goal: 3,
      goal_reached_now: false,
    }),
    get_talk: ({ id }: { id: string }) => ({ ...TALK, id }),
    describe_talk: ({ details }: { details: TalkDetails }) => ({ support: details.free === 'afraid' }),
    get_easing: () => FREE,
    list_decks: () => DECKS,
    get_support: () => ({ title: 'Support', paragraphs: [], lines: [] }),
  });
});

const logged = () => asked('log_talk').map((args) => (args as { talk: object }).talk);
const told = () => (asked('describe_talk').at(-1) as { details: TalkDetails } | undefined)?.details;

describe('the log', () => {
  const closed = vi.fn();
  const stand = (about: object = {}) => {
    closed.mockClear();
    draw(TalkDialog, { about: { occurrence: null, ...about }, onclose: closed });
  };
  const tapTwice = async () => {
    await press('Joined in');
    await press('Walking');
  };

  it('is two taps, and one talk', async () => {
    stand({ occurrence: 'o1', card: 'c:slug' });
    await tapTwice();
    expect(logged()).toMatchObject([
      { response: 'joined_in', setting: 'walking', occurrence: 'o1', card: 'c:slug' },
    ]);
    expect(Object.keys(logged()[0] ?? {})).not.toContain('day');
    expect([said(), closed.mock.calls.length]).toEqual([['Noted. 2 of 3 days this week.'], 0]);
    expect(document.activeElement?.textContent).toBe('Done');
    await press('Done');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('asks only where, when it is known how it went', async () => {
    stand({ response: 'not_now' });
    expect(words()).toContain('Where were you?');
    await press('Sofa');
    expect(logged()).toMatchObject([{ response: 'not_now', setting: 'sofa' }]);
  });

  it('takes one tap for what went nowhere', async () => {
    stand();
    await press('Tried, went nowhere');
    expect(logged()).toMatchObject([{ response: 'not_now', setting: null }]);
  });

  it('keeps what was told when it is closed in the middle', async () => {
    stand();
    await tapTwice();
    await unfold();
    await type('One thing I understand better now', 'They were tired.');
    await press('Done');
    expect([told()?.understood, closed.mock.calls.length]).toEqual(['They were tired.', 1]);
  });

  it('stays with what could not be saved, and goes when it is asked again', async () => {
    shell.answers['describe_talk'] = refusal('storage_full', 'The disk is full.');
    stand();
    await tapTwice();
    await unfold();
    await type('One thing I understand better now', 'They were tired.');
    await press('Done');
    expect(closed).not.toHaveBeenCalled();
    expect(words()).toContain('The disk is full. Your words are still here.');
    expect(field('One thing I understand better now').value).toBe('They were tired.');
    await press('Done');
    expect(closed).toHaveBeenCalledOnce();
  });

  it('saves what is told when the journal locks', async () => {
    stand();
    await tapTwice();
    await unfold();
    await choose('Good for me');
    expect(await shell.opened.drafts.flush()).toBe(true);
    expect(told()).toEqual({ ...NOTHING, outcome: 'good' });
  });

  it('shows Support once where a fear was told, and nowhere else', async () => {
    stand();
    await tapTwice();
    await unfold();
    expect(named('Open Support')).toBeUndefined();
    await choose('I felt afraid');
    expect(buttons().filter((each) => each.textContent === 'Open Support')).toHaveLength(1);
    await choose('Partly');
    expect(said().join(' ')).not.toContain('afraid');
  });

  it('stops at once when they asked for it, and says what that means', async () => {
    shell.answers['choose_easing'] = () => ({ ...FREE, mode: 'stopped' });
    stand();
    await tapTwice();
    await press('Altogether');
    expect(asked('choose_easing')).toEqual([{ choice: { choice: 'asked_to_stop', topic: null } }]);
    expect(words()).toContain('Ajar asks nothing about the two of you until they say it is all right again.');
  });

  it('takes an earlier day, and no day that is still ahead or too far back', async () => {
    stand();
    await unfold();
    const leave = async (day: string) => {
      await type('Day', day);
      field('Day').dispatchEvent(new Event('blur'));
      await settle();
      return beside('Day');
    };
    expect(await leave('2026-11-27')).toContain('still ahead');
    await press('Joined in');
    await press('Walking');
    expect(logged()).toEqual([]);
    expect(await leave('1999-12-31')).toContain('too far back');
    await press('Yesterday');
    expect(beside('Day')).toBeNull();
    await press('Walking');
    expect(logged()).toMatchObject([{ day: '2026-11-25', time: '19:00' }]);
  });

  it('says at its field what the journal refuses of a day', async () => {
    shell.answers['log_talk'] = refusal('invalid', 'That day is before your journal.', 'day');
    stand();
    await unfold();
    await press('Yesterday');
    await tapTwice();
    expect(beside('Day')).toBe('That day is before your journal.');
    expect(isDialogOpen()).toBe(true);
  });
});

describe('the history', () => {
  const page = (from: number, talks: number, more: boolean) => ({
    talks: Array.from({ length: talks }, (_, index) => ({ ...TALK, id: `t${from + index}` })),
    total: 70,
    more,
  });

  it('shows when, where and what was understood, and never how they answered', async () => {
    const details = { ...NOTHING, outcome: 'good' as const, understood: 'They were tired.' };
    shell.answers['list_talks'] = () => ({ talks: [{ ...TALK, details }], total: 1, more: false });
    draw(HistoryTab, {});
    await settle();
    expect(words()).toContain('Walking · Good for me');
    expect(words()).toContain('They were tired.');
    expect(words()).not.toMatch(/short answer|\d+ (talks|of)|%/i);
    expect(buttons().map((each) => each.textContent.trim())).toEqual(['Open']);
  });

  it('goes on by fifty', async () => {
    shell.answers['list_talks'] = ({ after }: { after: { id: string } | null }) =>
      after ? page(50, 20, false) : page(0, 50, true);
    draw(HistoryTab, {});
    await settle();
    await press('Show more');
    expect(document.querySelectorAll('li')).toHaveLength(70);
    expect(asked('list_talks').at(-1)).toEqual({ after: { day: TALK.day, id: 't49' } });
    expect(named('Show more')).toBeUndefined();
  });

  it('takes a talk back, and brings it back on undo', async () => {
    shell.answers['list_talks'] = () => ({ talks: [TALK], total: 1, more: false });
    draw(HistoryTab, {});
    await settle();
    await press('Open: the talk of Wed, Nov 25, 6:30 PM');
    await press('Take it back');
    expect(asked('undo_log')).toEqual([{ id: 'talk-1' }]);
    const [note] = shell.opened.notes.list;
    if (note) await shell.opened.notes.takeBack(note);
    expect([asked('redo_talk'), logged()]).toEqual([[{ id: 'talk-1' }], []]);
  });

  it('says what will be here, and what went wrong', async () => {
    shell.answers['list_talks'] = () => ({ talks: [], total: 0, more: false });
    draw(HistoryTab, {});
    await settle();
    await press('Log the first one');
    expect(shell.opened.talk).toEqual({ occurrence: null });
    await wipe();
    shell.answers['list_talks'] = refusal('damaged', 'The talks could not be read.');
    draw(HistoryTab, {});
    await settle();
    expect([words().includes('The talks could not be read.'), named('Try again')]).not.toContain(undefined);
  });
});

describe('thanks', () => {
  const THANKS = { id: 'h1', day: '2026-11-24', text: 'The note.', reached: 'not_said_yet', entry: null };
  const MATTER = { id: 'm1', day: '2026-11-20', text: 'The holidays', state: 'waiting' };
  const ASK = 'What did they let you see? Say thanks once.';
  beforeEach(() => void (shell.answers['list_thanks'] = () => ({ thanks: [THANKS], matters: [MATTER] })));

  const stand = async () => {
    const planned = vi.fn();
    draw(ThanksTab, { onplan: planned });
    await settle();
    return planned;
  };
  const saved = () => asked('save_thanks').map((args) => (args as { save: object }).save);

  it('are kept, with the way back', async () => {
    await stand();
    await submit(ASK);
    expect([beside(ASK), saved()]).toEqual(['Write a word or two first.', []]);
    await type(ASK, 'They told me first.');
    await submit(ASK);
    expect(saved()).toMatchObject([{ text: 'They told me first.', reached: 'not_said_yet' }]);
    expect([said(), field(ASK).value]).toEqual([['Your thanks are kept.'], '']);
  });

  it('are not lost when the journal locks or the page is left', async () => {
    await stand();
    await type(ASK, 'They told me first.');
    expect(await shell.opened.drafts.flush()).toBe(true);
    expect([saved().length, field(ASK).value]).toEqual([1, 'They told me first.']);
    await type(ASK, 'They told me first, and smiled.');
    await wipe();
    await settle();
    expect(saved().at(-1)).toMatchObject({ text: 'They told me first, and smiled.' });
  });

  it('ask whether they were heard', async () => {
    await stand();
    const [, inList] = document.querySelectorAll('ul fieldset, form fieldset');
    inList?.querySelector('input')?.click();
    await settle();
    expect(saved()).toEqual([{ id: 'h1', text: 'The note.', reached: 'yes' }]);
  });

  it('begin a plan with what waits for a calm day', async () => {
    const planned = await stand();
    await press('Plan a talk about this');
    expect(planned).toHaveBeenCalledWith('The holidays');
    await type('What can wait?', 'The bill');
    await submit('What can wait?');
    expect(asked('save_matter')).toMatchObject([{ save: { text: 'The bill', state: 'waiting' } }]);
  });
});

describe('the page', () => {
  it('has one first thing to do, and three quiet parts', async () => {
    shell.answers['list_plans'] = () => [];
    draw(TalksView, {});
    await settle();
    expect(buttons().map((each) => each.textContent.trim())).toEqual(['Log a talk', 'Begin a plan']);
    await press('Log a talk');
    expect(shell.opened.talk).toEqual({ occurrence: null });
  });
});
