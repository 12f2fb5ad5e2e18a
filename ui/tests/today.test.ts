// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Easing } from '../src/lib/bindings/Easing';
import type { EasingChoice } from '../src/lib/bindings/EasingChoice';
import type { Today } from '../src/lib/bindings/Today';
import { offersOf, shownEasing } from '../src/lib/easingWords';
import Shell from '../src/views/shell/Shell.svelte';
import TodayView from '../src/views/today/TodayView.svelte';
import { buttons, draw, isDialogOpen, named, press, settle, words } from './drawn';
import { card, findFaults, FREE, plain } from './two';
import { asked, refusal, said, shell } from './shell';

const practice = {
  practice: 'c:ask',
  title: 'Ask',
  source: '',
  today: 'Ask one thing.',
  faces: 'partner',
  why: '',
  minutes: 5,
};
const lists = { steps: [], say: [], avoid: [], stop_when: [], prompts: [] };
const today: Today = {
  day: '2026-11-22',
  practice: { ...practice, ...lists } as Today['practice'],
  practiced: false,
  week: { days: [], practiced: 2, goal: 3 },
  open: [],
  away: [],
  next: null,
  asks: [],
  easing: FREE,
  pending: null,
  plan: null,
  check_in: false,
};
const advice = {
  tell: 'A rest week, or keep it light?',
  why: 'A rest gives you both room.',
  offers: [{ choice: 'rest' }, { choice: 'keep_light' }] as EasingChoice[],
};

function show(part: Partial<Today>) {
  shell.opened.today.data = { ...today, ...part };
  shell.answers['get_today'] = () => ({ ...today, ...part });
  draw(TodayView, {});
}

beforeEach(() => {
  shell.answers['log_practice'] = () => ({ id: 'log', practiced_this_week: 3, goal: 3 });
  shell.answers['log_talk'] = () => ({ id: 'talk', practiced_this_week: 3, goal: 3 });
});

describe('an empty day', () => {
  it('has a practice, the moment, and nothing that was not asked for', async () => {
    show({});
    expect(buttons().map((button) => plain(button.textContent))).toEqual([
      'Log a talk',
      'Done',
      'Another',
      'We’re alone now',
      'Set one',
    ]);
    await press('We’re alone now');
    expect(shell.opened.page).toBe('alone');
  });

  it('can be used by everybody', async () => {
    show({});
    expect(await findFaults()).toEqual([]);
  });
});

describe('the examination', () => {
  it('sees a button without a name', async () => {
    document.body.append(document.createElement('button'));
    expect(await findFaults()).toEqual(['button-name: <button></button>']);
  });
});

describe('advice', () => {
  it('offers the suggested one first, and always to leave it', () => {
    const check = (offers: EasingChoice[], expect_: string[]) =>
      expect(offersOf(offers).map(({ label }) => label)).toEqual(expect_);
    check(advice.offers, ['Take a rest week', 'Keep it light', 'Not now, thanks']);
    check(
      [{ choice: 'month_off' }, { choice: 'keep_light' }, { choice: 'decline' }],
      ['Take a month off asking', 'Keep it light', 'Not now, thanks'],
    );
    check([{ choice: 'decline' }], ['Not now, thanks']);
    check([], []);
  });

  it.each([
    ['Take a rest week', 'rest', 'A rest week it is. Your own practice goes on.'],
    ['Keep it light', 'keep_light', 'A light week it is.'],
    ['Not now, thanks', 'decline', 'All right. Nothing changes.'],
  ])('%s is one click', async (label, choice, told) => {
    show({ easing: { ...FREE, advice } });
    expect(await findFaults()).toEqual([]);
    await press(label);
    expect(asked('choose_easing')).toEqual([{ choice: { choice } }]);
    expect(said()).toEqual([told]);
  });

  it('stays, with the reason, when the choice is refused', async () => {
    shell.answers['choose_easing'] = refusal('storage_full', 'There is no room left.');
    show({ easing: { ...FREE, advice } });
    await press('Take a rest week');
    expect(said()).toEqual(['There is no room left.']);
    expect(words()).toContain(advice.tell);
  });
});

describe('easing off', () => {
  const rest: Easing = {
    ...FREE,
    mode: 'rest',
    until: '2026-11-29',
    title: 'Rest week',
    text: 'Nothing to ask.',
  };

  it('says what it is and until when, and can be ended', async () => {
    show({ easing: rest });
    expect(words()).toContain('Rest week');
    expect(words()).toContain('Until Sunday, November 29');
    await press('End it early');
    expect(asked('choose_easing')).toEqual([{ choice: { choice: 'end' } }]);
  });

  it('that the partner asked for ends in Settings only', () => {
    show({ easing: { ...rest, mode: 'stopped', until: null, title: 'Off' } });
    expect(named('End it early')).toBeUndefined();
  });

  it('says nothing at all after fear, whatever comes with it', () => {
    const easing: Easing = { ...rest, mode: 'own_only', advice };
    expect(shownEasing(easing)).toMatchObject({
      title: '',
      text: '',
      until: null,
      advice: null,
      ends: false,
    });
    show({ easing });
    const shown = words();
    for (const word of ['Rest', 'Until', advice.tell, 'Why', 'upport']) expect(shown).not.toContain(word);
  });
});

describe('after going to talk', () => {
  const pending = { since_ms: 1, card: card('c:ten', 'Where are we in ten years?') };

  it('two taps tell how it went, with the card', async () => {
    shell.answers['get_today'] = () => ({ ...today, pending });
    draw(Shell, {});
    await settle();
    expect(words()).toContain('Where are we in ten years?');
    await press('Joined in');
    expect(isDialogOpen()).toBe(true);
    expect(words()).toContain('Where were you?');
    await press('Walking');
    expect(asked('log_talk')).toMatchObject([
      { talk: { response: 'joined_in', setting: 'walking', card: 'c:ten', occurrence: null } },
    ]);
  });

  it('it may not have happened', async () => {
    show({ pending: { since_ms: 1, card: null } });
    await press('It did not happen');
    expect(asked('drop_pending')).toHaveLength(1);
    expect(said()).toEqual(['All right. Another time, perhaps.']);
  });
});

describe('Done', () => {
  it('on something with the partner asks how it went, and takes “Just done”', async () => {
    show({});
    await press('Done');
    expect(asked('log_practice')).toEqual([]);
    expect(plain(document.activeElement?.textContent ?? '')).toBe('Not now');
    await press('Just done');
    expect(asked('log_practice')).toEqual([{ practice: 'c:ask', occurrence: null }]);
    expect(words()).toContain('Noted for today');
  });

  it('on something with the partner can become a talk with this practice', async () => {
    const waiting = { occurrence: 'now', kind: 'practice', day: today.day, name: '', put_offs: [] };
    show({ open: [{ ...waiting, nominal: '2026-11-22T19:00:00' } as never] });
    await press('Done');
    await press('A short answer');
    expect(shell.opened.talk).toEqual({ occurrence: 'now', practice: 'c:ask', response: 'short_answer' });
  });

  it('on one’s own is done at once', async () => {
    show({ practice: { ...today.practice, faces: 'on_self' } });
    await press('Done');
    expect(asked('log_practice')).toHaveLength(1);
  });
});

describe('what leads further', () => {
  it('is the plan whose day has come', async () => {
    const plan = { id: 'p', state: 'open', want: 'One evening that is ours.', weight: null, made_day: '' };
    show({ plan: { ...plan, remind_at: null, follow_up: null, learned: '' } as never });
    expect(words()).toContain('One evening that is ours.');
    await press('Open the plan');
    expect([shell.opened.page, shell.opened.plan]).toEqual(['talks', 'p']);
  });

  it('is the week, on its last evening', async () => {
    show({ check_in: true });
    await press('Look back');
    expect(shell.opened.page).toBe('week');
  });
});

describe('a day that cannot be read', () => {
  it('says so and can be asked for again', async () => {
    shell.answers['get_today'] = refusal('storage_full', 'There is no room left.');
    draw(TodayView, {});
    await shell.opened.today.reload();
    await settle();
    expect(words()).toContain('There is no room left.');
    expect(named('Try again')).toBeDefined();
  });
});
