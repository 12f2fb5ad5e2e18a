// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FirstStart } from '../src/lib/bindings/FirstStart';
import type { Status } from '../src/lib/bindings/Status';
import { NewPassphrase } from '../src/lib/newPassphrase.svelte';
import { session } from '../src/lib/session.svelte';
import KeyStep from '../src/views/start/KeyStep.svelte';
import LockStep from '../src/views/start/LockStep.svelte';
import PromiseStep from '../src/views/start/PromiseStep.svelte';
import { Setup } from '../src/views/start/setup.svelte';
import {
  alert,
  beside,
  choose,
  draw,
  field,
  named,
  press,
  settle,
  submit,
  toggle,
  type,
  unfold,
  wipe,
  words,
} from './drawn';
import { asked, refusal, shell } from './shell';

let setup: Setup;
const created = () => asked('create_vault').map((args) => (args as { first: FirstStart }).first);
const good = { accepted: true, strength: 4, advice: '' };

beforeEach(() => {
  Object.assign(shell.answers, {
    rate_passphrase: () => good,
    suggest_passphrase: () => 'harbor violin moss kettle',
    create_vault: () => ({ recovery_key: 'KEEP-ME' }),
  });
  session.status = { state: 'new', settings: { style: 'discreet' }, undo: null } as Status;
  setup = new Setup();
  setup.step = 'lock';
});

// A judgment that still waits for the typing to rest would fall into the next test.
afterEach(() => setup.chosen.forget());

describe('the lock', () => {
  it('refuses an easy passphrase beside its field, and makes nothing', async () => {
    draw(LockStep, { setup });
    await submit('Passphrase');
    expect(words()).toContain('Use at least 8 characters.');
    shell.answers['rate_passphrase'] = () => ({
      accepted: false,
      strength: 0,
      advice: 'Everybody tries this one.',
    });
    await type('Passphrase', 'password1');
    await type('Passphrase once more', 'password1');
    await submit('Passphrase');
    expect([words().includes('Everybody tries this one.'), created().length]).toEqual([true, 0]);
  });

  it('fills both fields with four words that can be read', async () => {
    draw(LockStep, { setup });
    await press('Suggest four words');
    expect(words()).toContain('harbor violin moss kettle');
    expect(field('Passphrase once more').value).toBe('harbor violin moss kettle');
    await submit('Passphrase');
    expect(created()).toMatchObject([{ passphrase: 'harbor violin moss kettle', want_recovery_key: true }]);
    expect([setup.step, setup.chosen.passphrase]).toEqual(['key', '']);
  });

  it('can be the login of whoever is alone with it, always with a recovery key', async () => {
    draw(LockStep, { setup });
    setup.wantKey = false;
    await choose('Yes');
    expect(words()).not.toContain('This computer’s login');
    await choose('No');
    await choose('This computer’s login');
    expect(words()).toContain('Anyone using this account can read it.');
    expect([toggle()?.getAttribute('aria-checked'), toggle()?.disabled]).toEqual(['true', true]);
    document.querySelector('form')?.requestSubmit();
    await settle();
    expect(created()).toMatchObject([{ passphrase: null, want_recovery_key: true }]);
  });

  it('says why there is no journal yet, beside the field when it is about that', async () => {
    shell.answers['create_vault'] = refusal('invalid', 'Too common.', 'passphrase');
    draw(LockStep, { setup });
    await press('Suggest four words');
    await submit('Passphrase');
    expect([beside('Passphrase'), setup.step]).toEqual(['Too common.', 'lock']);
    shell.answers['create_vault'] = refusal('storage_full', 'There is no room left.');
    await submit('Passphrase');
    expect([beside('Passphrase'), alert()]).toEqual([null, 'There is no room left.']);
  });

  it('goes back to a passphrase when somebody else shares the login', () => {
    Object.assign(setup, { sharedLogin: 'no', opensWith: 'login' });
    expect(setup.byLogin).toBe(true);
    setup.sharedLogin = 'yes';
    expect(setup.byLogin).toBe(false);
  });
});

describe('a new passphrase', () => {
  it('is rated when the typing rests, and only the last answer counts', async () => {
    vi.useFakeTimers();
    const rated = vi.fn(() => good);
    shell.answers['rate_passphrase'] = rated;
    const choice = new NewPassphrase();
    for (const typed of ['a', 'ab', 'abc']) {
      choice.passphrase = typed;
      choice.judge();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect([rated.mock.calls, choice.advice]).toEqual([[[{ passphrase: 'abc' }]], good]);
    choice.passphrase = 'abcd';
    choice.judge();
    choice.forget();
    await vi.advanceTimersByTimeAsync(1000);
    expect([rated.mock.calls.length, choice.advice]).toEqual([1, null]);
  });

  it('that cannot be rated is not taken', async () => {
    shell.answers['rate_passphrase'] = refusal('internal', 'It could not be judged.');
    const choice = new NewPassphrase();
    choice.passphrase = choice.again = 'long enough';
    expect([await choice.accept(), choice.errors.passphrase]).toEqual([false, 'It could not be judged.']);
  });
});

describe('the recovery key', () => {
  beforeEach(() => {
    setup.step = 'key';
    setup.recoveryKey = 'KEEP-ME';
  });

  it('is printed alone, and what it may leave behind is named', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    draw(KeyStep, { setup });
    const sheet = document.body.querySelector(':scope > .print-sheet');
    expect(sheet?.textContent).toContain('KEEP-ME');
    await press('Print');
    expect([print.mock.calls.length, words().includes('may keep a copy')]).toEqual([1, true]);
    await wipe();
    expect(document.querySelector('.print-sheet')).toBeNull();
  });

  it('can be typed back, without ending the step', async () => {
    shell.answers['test_recovery_key'] = refusal('wrong_passphrase', 'Compare it with your copy.');
    draw(KeyStep, { setup });
    await unfold();
    await type('The key from your copy', 'KEEP-MI');
    field('The key from your copy').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
    );
    await settle();
    expect([words().includes('Compare it with your copy.'), setup.step]).toEqual([true, 'key']);
    shell.answers['test_recovery_key'] = () => null;
    await press('Test it');
    expect(words()).toContain('This key opens your journal.');
  });
});

describe('the first page', () => {
  beforeEach(() => (setup.step = 'promise'));

  it('leads back to a journal that was set aside', async () => {
    draw(PromiseStep, { setup });
    expect(named('Bring it back')).toBeUndefined();
    await wipe();
    session.status = { ...session.status, undo: { of: 'start_anew', at_ms: 1, until_ms: null } } as Status;
    draw(PromiseStep, { setup });
    shell.answers['status'] = () => ({ ...session.status, state: 'locked', undo: null });
    session.starting = true;
    await press('Bring it back');
    expect([asked('undo_restore').length, session.starting]).toEqual([1, false]);
  });

  it('leads to a restore and back to where one was', async () => {
    draw(PromiseStep, { setup });
    await press('Restore a backup');
    expect(words()).toContain('A backup holds everything');
    await press('Back');
    expect(document.activeElement?.textContent).toContain('Restore a backup');
  });
});
