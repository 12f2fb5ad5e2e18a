// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../src/lib/bindings/Plan';
import type { PlanSave } from '../src/lib/bindings/PlanSave';
import type { PlanSteps } from '../src/lib/bindings/PlanSteps';
import PlanPage from '../src/views/talks/PlanPage.svelte';
import { alert, beside, choose, draw, field, named, press, settle, submit, type, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const STEPS: PlanSteps = {
  want: '',
  why: '',
  weight: null,
  goodwill: '',
  opening: '',
  first: '',
  way_out: '',
  when_then: '',
  if_no: '',
  if_hard: '',
  neighbor: '',
  general: '',
  ours: '',
  topic: null,
};
const PLAN: Plan = {
  id: 'p1',
  rev: 3,
  state: 'open',
  steps: { ...STEPS, want: 'I would like an evening.' },
  hints: [],
  sentence_read: false,
  remind_at: null,
  has_fear: false,
  fear: null,
  happened: '',
  learned: '',
  follow_up: null,
  talk: null,
  entry: null,
  made_day: '2026-11-20',
};
const ASKS = ['want', 'why', 'weight', 'goodwill', 'opening', 'first', 'out', 'when', 'if-no'];
const WORDS = {
  steps: ASKS.map((id) => ({ id: `p-${id}`, ask: `Ask ${id}`, hint: '', example: '', practice: null })),
  safe_checks: [
    { id: 's-time', text: 'There is time.', options: [] },
    { id: 's-fear', text: 'How do you feel?', options: ['fine', 'nervous, but safe', 'afraid'] },
  ],
};

let plan: Plan;
const saves = () => asked('save_plan').map((args) => (args as { save: PlanSave }).save);
const back = vi.fn();

async function lay(id = 'p1', want = '') {
  draw(PlanPage, { id, want, onback: back });
  await settle();
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 26, 19, 0) });
  back.mockClear();
  plan = structuredClone(PLAN);
  Object.assign(shell.answers, {
    planner_words: () => WORDS,
    open_plan: () => null,
    get_plan: () => structuredClone(plan),
    save_plan: ({ save }: { save: PlanSave }) => {
      plan = { ...plan, id: save.id, rev: save.base_rev + 1, steps: save.steps };
      return { rev: plan.rev, hints: plan.hints };
    },
    list_decks: () => [],
    get_partner_notes: () => ({ pace: '', comfort: '' }),
    get_tense: () => ({ title: 'When it gets tense', paragraphs: [], replies: [] }),
    seal_fear: () => ((plan.has_fear = true), null),
  });
});

describe('the planner', () => {
  it('grows step by step, and each step may be left out', async () => {
    await lay('new');
    await type('Ask want', 'An evening');
    await submit('Ask want');
    expect(document.activeElement).toBe(field('Ask why'));
    await press('Leave this out');
    expect(named('Leave this out')).toBeDefined();
    expect(() => field('Ask why')).toThrow();
    await press('7 Ask out');
    expect(field('Ask out')).toBeDefined();
  });

  it('is left by Escape, but not out of a field that is written in', async () => {
    await lay();
    const escape = (from: Element | null) =>
      from?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    escape(field('Ask why'));
    expect(back).not.toHaveBeenCalled();
    escape(document.querySelector('h1'));
    expect(back).toHaveBeenCalledOnce();
  });

  it('saves what is written, each time on the last revision', async () => {
    await lay();
    await type('Ask why', 'It rests me.');
    await shell.opened.drafts.flush();
    await type('Ask why', 'It rests me well.');
    await shell.opened.drafts.flush();
    expect(saves().map(({ base_rev, steps }) => [base_rev, steps.why])).toEqual([
      [3, 'It rests me.'],
      [4, 'It rests me well.'],
    ]);
  });

  it('keeps its words when the journal locks or the page is left', async () => {
    await lay();
    await type('Ask why', 'It rests me.');
    expect(await shell.opened.drafts.flush()).toBe(true);
    expect(saves()).toHaveLength(1);
    await type('Ask why', 'Last words');
    await wipe();
    await settle();
    expect(saves().at(-1)?.steps.why).toBe('Last words');
  });

  it('finds again what could not be saved when it was left', async () => {
    shell.answers['save_plan'] = refusal('storage_full', 'The disk is full.');
    await lay();
    await type('Ask why', 'Not to be lost');
    await wipe();
    await settle();
    expect(await shell.opened.drafts.flush()).toBe(false);
    await lay();
    expect(words()).toContain('Not to be lost');
  });

  it('loses neither text in a conflict', async () => {
    const saving = shell.answers['save_plan'];
    shell.answers['save_plan'] = refusal('conflict', 'This plan was changed elsewhere.');
    await lay();
    await type('Ask why', 'Mine');
    await shell.opened.drafts.flush();
    await settle();
    expect(alert()).toContain('Your words are still here.');
    expect(field('Ask why').value).toBe('Mine');
    plan = { ...plan, rev: 9, steps: { ...STEPS, why: 'Theirs' } };
    if (saving) shell.answers['save_plan'] = saving;
    await press('Take the other ones');
    expect(words()).toContain('Theirs');
    const [note] = shell.opened.notes.list;
    if (note) await shell.opened.notes.takeBack(note);
    expect(saves().at(-1)).toMatchObject({ base_rev: 9, steps: { why: 'Mine' } });
  });

  it('puts the words on top when they are kept in a conflict', async () => {
    const saving = shell.answers['save_plan'];
    shell.answers['save_plan'] = refusal('conflict', 'This plan was changed elsewhere.');
    await lay();
    await type('Ask why', 'Mine');
    await shell.opened.drafts.flush();
    plan = { ...plan, rev: 9 };
    if (saving) shell.answers['save_plan'] = saving;
    await press('Keep these words');
    expect(saves().at(-1)).toMatchObject({ base_rev: 9, steps: { why: 'Mine' } });
    expect(alert()).toBe('');
  });

  it('hints, and uses the turned sentence on a press', async () => {
    plan.steps.want = 'They should talk more';
    plan.hints = [
      { step: 'want', message: 'This is a wish about them.', instead: 'I would like to hear more.' },
    ];
    await lay();
    expect(words()).toContain('This is a wish about them.');
    await press('Use “I would like to hear more.”');
    await shell.opened.drafts.flush();
    expect(saves().at(-1)?.steps.want).toBe('I would like to hear more.');
  });

  it('offers no way round to a serious matter', async () => {
    plan.steps = { ...plan.steps, why: 'So' };
    await lay();
    await choose('Light');
    expect(words()).toContain('A gentler way there');
    await choose('Serious');
    expect(words()).not.toContain('A gentler way there');
    expect(words()).toContain('Say kindly and directly what it is about');
  });

  it('shows the other plan while one is open, and sets it aside on a press', async () => {
    const other = { ...PLAN, id: 'p9' };
    let open: Plan | null = other;
    shell.answers['open_plan'] = () => open;
    shell.answers['set_plan_aside'] = () => (open = null);
    await lay('new', 'The holidays');
    expect(words()).toContain('One plan at a time keeps it simple.');
    await press('Set it aside and begin anew');
    expect(asked('set_plan_aside')).toEqual([{ id: 'p9' }]);
    expect(words()).toContain('The holidays');
    expect(said()).toEqual(['The other plan is set aside.']);
  });
});

describe('before the talk', () => {
  it('the fear is sealed, also at lock, and not shown again', async () => {
    await lay();
    await type('What do I fear will happen?', 'That they laugh');
    expect(await shell.opened.drafts.flush()).toBe(true);
    expect(asked('seal_fear')).toEqual([{ id: 'p1', fear: 'That they laugh' }]);
    await submit('What do I fear will happen?');
    expect(words()).toContain('It is sealed, and opens after you log the talk.');
    expect(words()).not.toContain('That they laugh');
  });

  it('a plan that nobody wrote in is saved before something is done with it', async () => {
    await lay('new');
    await type('What do I fear will happen?', 'That they laugh');
    await shell.opened.drafts.flush();
    expect(saves()).toMatchObject([{ base_rev: 0 }]);
    expect(asked('seal_fear')).toMatchObject([{ id: saves()[0]?.id }]);
  });

  it('no talk is suggested where there is fear', async () => {
    shell.answers['check_safe_space'] = () => ({ verdict: 'stop', message: 'You come first.' });
    await lay();
    for (const fold of document.querySelectorAll('details')) {
      fold.open = true;
      fold.dispatchEvent(new Event('toggle'));
    }
    await settle();
    await choose('Afraid');
    await press('See what this says');
    expect(asked('check_safe_space')).toEqual([
      { id: 'p1', answers: { yes: [], no: [], feeling: 'afraid' } },
    ]);
    expect([named('We talked'), named('Remind me')]).toEqual([undefined, undefined]);
    expect(named('Support')).toBeDefined();
  });

  it('a reminder takes no time that has passed', async () => {
    await lay();
    await type('Day', '2026-11-25');
    field('Day').dispatchEvent(new Event('blur'));
    await settle();
    expect(beside('Day')).toBe('This day has passed. Choose today or a later one.');
    await submit('Day');
    expect(asked('remind_plan')).toEqual([]);
    await press('Tomorrow');
    await submit('Day');
    expect(asked('remind_plan')).toEqual([{ id: 'p1', at: '2026-11-27T19:00' }]);
  });

  it('the sentence is read once', async () => {
    plan.steps.when_then = 'When we are on our walk, I will begin.';
    shell.answers['read_sentence'] = () => ((plan.sentence_read = true), null);
    await lay();
    await press('I have read it');
    expect(words()).toContain('You have read it. Once is enough.');
  });

  it('what was set aside or deleted comes back on undo', async () => {
    await lay();
    await press('Set it aside');
    expect([asked('set_plan_aside'), back.mock.calls.length]).toEqual([[{ id: 'p1' }], 1]);
    const [note] = shell.opened.notes.list;
    if (note) await shell.opened.notes.takeBack(note);
    expect(asked('resume_plan')).toEqual([{ id: 'p1' }]);
  });
});

describe('after the talk', () => {
  it('the envelope opens beside what happened, which saves itself', async () => {
    plan = { ...plan, state: 'talked', has_fear: true, fear: 'That they laugh' };
    await lay();
    expect(words()).toContain('That they laugh');
    await type('What happened?', 'They smiled.');
    await press('In a week');
    await shell.opened.drafts.flush();
    expect(asked('finish_plan').at(-1)).toEqual({
      id: 'p1',
      after: { happened: 'They smiled.', learned: '', follow_up: '2026-12-03' },
    });
    expect(saves()).toEqual([]);
  });

  it('a plan that was set aside shows the one that is open instead', async () => {
    plan.state = 'aside';
    shell.answers['resume_plan'] = refusal('precondition', 'Another plan is open.');
    shell.answers['open_plan'] = () => ({ ...PLAN, id: 'p9' });
    await lay();
    await press('Take it up again');
    expect(words()).toContain('Another plan is open.');
    await press('Show the open plan');
    expect(shell.opened.plan).toBe('p9');
  });
});
