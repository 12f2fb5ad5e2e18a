// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckIn } from '../src/lib/bindings/CheckIn';
import type { Review } from '../src/lib/bindings/Review';
import WeekView from '../src/views/week/WeekView.svelte';
import { alert, choose, draw, field, named, press, settle, submit, type, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';
import { findFaults } from './two';

const scale = ['not at all', 'a little', 'mostly', 'very much'];
const checkIn: CheckIn = {
  week: '2026-11-16',
  items: [
    { id: 'w-free', text: 'I felt free to say no.', scale, when_low: 'Support has people.', value: null },
  ],
  answered: false,
};
const review: Review = {
  week: '2026-11-16',
  practiced: [{ title: 'Listen first', times: 2 }],
  practice_days: 2,
  goal: 3,
  talks: 1,
  understood: ['They like to be asked.'],
  planned: 'Phone away at dinner.',
  words: { tried: '', learned: '', next: '' },
  entry: null,
};
const FULL = refusal('storage_full', 'There is no room left.');

async function begin() {
  draw(WeekView, {});
  await settle();
}

beforeEach(() => {
  shell.answers['get_check_in'] = () => checkIn;
  shell.answers['get_review'] = () => review;
});

describe('the check-in', () => {
  it('says that it is no test, and can be used by everybody', async () => {
    await begin();
    expect(words()).toContain('Our own questions, not a validated test.');
    expect(await findFaults()).toEqual([]);
  });

  it.each([
    ['not at all', true],
    ['a little', true],
    ['mostly', false],
    ['very much', false],
  ])('answered “%s” shows the way to Support: %s', async (answer, shown) => {
    await begin();
    await choose(answer);
    expect(words().includes('Support has people.')).toBe(shown);
    if (shown) await press('Support');
    expect(shell.opened.page).toBe(shown ? 'support' : 'today');
  });

  it('saves what was chosen, also nothing', async () => {
    await begin();
    await choose('mostly');
    await press('Save the check-in');
    await press('Clear the answers');
    await press('Save the check-in');
    expect(asked('save_check_in')).toEqual([
      { week: '2026-11-16', answers: [{ item: 'w-free', value: 2 }] },
      { week: '2026-11-16', answers: [{ item: 'w-free', value: null }] },
    ]);
  });

  it('keeps the answer when saving is refused', async () => {
    shell.answers['save_check_in'] = FULL;
    await begin();
    await choose('mostly');
    await press('Save the check-in');
    expect(alert()).toBe('There is no room left.');
    expect(document.querySelectorAll<HTMLInputElement>('input')[2]?.checked).toBe(true);
  });
});

describe('looking back', () => {
  it('shows what was noted as facts', async () => {
    await begin();
    for (const fact of ['2 of 3 days this week.', '1 talk noted.', 'Listen first · 2 times'])
      expect(words()).toContain(fact);
    expect(words()).toContain('Phone away at dinner.');
  });

  it('is saved as an entry, which can be opened', async () => {
    await begin();
    await type('What I tried', 'Waiting');
    shell.answers['get_review'] = () => ({ ...review, entry: 'e' });
    await submit('What I tried');
    expect(asked('save_review')).toEqual([
      { week: '2026-11-16', words: { tried: 'Waiting', learned: '', next: '' } },
    ]);
    expect(said()).toEqual(['Your week is in your journal.']);
    await wipe();
    await begin();
    await press('Open it in the journal');
    expect(shell.opened.entryWanted).toBe('e');
  });

  it('puts a refusal beside its field', async () => {
    shell.answers['save_review'] = refusal('invalid', 'Write a little less.', 'learned');
    await begin();
    await type('What I learned', 'Much');
    await submit('What I learned');
    expect(field('What I learned').getAttribute('aria-invalid')).toBe('true');
    expect(words()).toContain('Write a little less.');
  });

  it('is saved when the page is left, and waits there when it cannot be', async () => {
    shell.answers['save_review'] = FULL;
    await begin();
    await type('What I learned', 'To wait');
    await wipe();
    await settle();
    expect(said()).toEqual(['Your week is not saved yet. Your words wait on its page; save them there.']);
    expect(await shell.opened.flush()).toBe(false);
    await begin();
    expect(field('What I learned').value).toBe('To wait');
    delete shell.answers['save_review'];
    expect(await shell.opened.flush()).toBe(true);
    await wipe();
    await begin();
    expect(field('What I learned').value).toBe('');
  });

  it('leaves nothing behind at the lock', async () => {
    await begin();
    await type('What I learned', 'To wait');
    shell.opened.drop();
    expect(shell.opened.week.words.value).toBeNull();
  });
});

describe('a week that cannot be read', () => {
  it('says so', async () => {
    shell.answers['get_check_in'] = FULL;
    await begin();
    expect(words()).toContain('There is no room left.');
    expect(named('Try again')).toBeDefined();
  });
});
