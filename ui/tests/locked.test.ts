// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Letter } from '../src/lib/bindings/Letter';
import type { Status } from '../src/lib/bindings/Status';
import { session } from '../src/lib/session.svelte';
import LockScreen from '../src/views/lock/LockScreen.svelte';
import LockWarning from '../src/views/shell/LockWarning.svelte';
import WindowKeys from '../src/views/shell/WindowKeys.svelte';
import { draw, field, named, press, refusal, settle, submit, type, wipe, words } from './drawn';

const shell = vi.hoisted(() => ({ invoke: vi.fn() }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: shell.invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => {}) }));

let answers: Record<string, (args: never) => unknown>;
let now: Status;
const asked = (command: string) =>
  shell.invoke.mock.calls.filter(([name]) => name === command).map(([, args]) => args as unknown);
const letters = () => asked('drop_letter').map((args) => (args as { letter: Letter }).letter);

const quiet = { letter_slot: false, practice_while_locked: false, question_mark_help: true };
const locked = {
  state: 'locked',
  ways: { passphrase: true, recovery_key: true, login: false },
  letters: 0,
  undo: null,
  notices: [],
  failed_attempts: 0,
  retry_after_ms: 0,
  settings: quiet,
} as unknown as Status;
const withSlot = { ...locked, settings: { ...locked.settings, letter_slot: true } };

function stand(status: Status) {
  now = session.status = status;
  draw(LockScreen, {});
}

beforeEach(() => {
  answers = { status: () => now };
  shell.invoke.mockReset();
  shell.invoke.mockImplementation((command: string, args: never) =>
    Promise.resolve(null).then(() => answers[command]?.(args) ?? null),
  );
});

afterEach(async () => {
  await wipe();
  session.status = null;
  session.warned = null;
  document.body.replaceChildren();
});

describe('the ways in', () => {
  it('are the passphrase first, then the recovery key', async () => {
    answers['unlock'] = refusal('wrong_passphrase', 'This does not open it.');
    stand(locked);
    expect(document.activeElement).toBe(field('Passphrase'));
    await type('Passphrase', 'wrong');
    await submit('Passphrase');
    expect(asked('unlock')).toEqual([{ passphrase: 'wrong' }]);
    expect([words().includes('This does not open it.'), field('Passphrase').value]).toEqual([true, 'wrong']);
    await press('Use the recovery key');
    await type('Recovery key', ' abc ');
    await submit('Recovery key');
    expect(asked('unlock_with_recovery')).toEqual([{ key: 'abc' }]);
  });

  it('ask for nothing to be typed when the login opens it', async () => {
    stand({ ...locked, ways: { passphrase: false, recovery_key: true, login: true } });
    expect(document.querySelector('input')).toBeNull();
    answers['unlock_with_login'] = refusal('unavailable', 'The key ring did not answer.');
    named('Open with this computer’s login')?.click();
    document.querySelector('form')?.requestSubmit();
    await settle();
    expect(asked('unlock_with_login')).toHaveLength(1);
    expect(words()).toContain('The key ring did not answer.');
    expect(named('Use the recovery key')).toBeDefined();
  });

  it('offer no recovery key that was never made', () => {
    stand({ ...locked, ways: { passphrase: true, recovery_key: false, login: false } });
    expect(named('Use the recovery key')).toBeUndefined();
  });

  it('wait out the delay', async () => {
    stand({ ...locked, failed_attempts: 6, retry_after_ms: 2000 });
    expect(words()).toContain('The next try is possible in 2 seconds.');
    await type('Passphrase', 'right');
    await submit('Passphrase');
    expect(asked('unlock')).toEqual([]);
  });

  it('say nothing of a note or a practice that the user did not allow', () => {
    stand(locked);
    expect([named('Leave a note'), asked('get_practice_while_locked').length]).toEqual([undefined, 0]);
  });
});

describe('a note', () => {
  it('is taken once, and says so', async () => {
    answers['drop_letter'] = () => ((now = { ...now, letters: 1 }), null);
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'One line.');
    await press('Leave it');
    expect(letters()).toMatchObject([{ kind: 'line', text: 'One line.' }]);
    expect(words()).toContain('Slipped under the door. Only you can open it. 1 note waits inside.');
    expect(document.activeElement?.textContent).toContain('Leave a note');
    await press('Leave a note');
    expect(field('Your note').value).toBe('');
  });

  it('stays in its field when it is refused, and is the same note the next time', async () => {
    answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'precious');
    await press('Leave it');
    expect([words().includes('There is no room left.'), field('Your note').value]).toEqual([
      true,
      'precious',
    ]);
    await press('Close');
    await press('Support');
    await press('Back');
    await press('Go on with your note');
    await press('Leave it');
    expect(letters().map((letter) => letter.id)).toEqual([letters()[0]?.id, letters()[0]?.id]);
  });

  it('is measured in bytes', async () => {
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'ä'.repeat(8 * 1024 + 1));
    await press('Leave it');
    expect([letters().length, words().includes('longer than a note can be')]).toEqual([0, true]);
  });

  it('is kept when the window closes', async () => {
    stand(withSlot);
    expect(await session.flush()).toBe(true);
    await press('Leave a note');
    await type('Your note', 'half a thou');
    expect(await session.flush()).toBe(true);
    expect(letters()).toMatchObject([{ text: 'half a thou' }]);
    answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
    await type('Your note', 'ght');
    expect(await session.flush()).toBe(false);
  });

  it('goes in first, or holds the door until one insists', async () => {
    answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'precious');
    await type('Passphrase', 'right');
    await submit('Passphrase');
    expect([asked('unlock').length, words().includes('Your note below could not be kept')]).toEqual([
      0,
      true,
    ]);
    await submit('Passphrase');
    expect(asked('unlock')).toHaveLength(1);
  });

  it('can be a talk in two taps', async () => {
    stand(withSlot);
    await press('Leave a note');
    await press('We talked');
    await press('Joined in');
    await press('Walking');
    expect(letters()).toMatchObject([{ kind: 'talk', response: 'joined_in', setting: 'walking' }]);
    expect(words()).toContain('Slipped under the door.');
  });
});

describe('after a restore', () => {
  it('the lock screen says so for a day, and takes it back', async () => {
    stand({ ...locked, undo: { of: 'restore', at_ms: Date.now(), until_ms: null } });
    expect(words()).toContain('Your backup is in place. Unlock it.');
    await press('Undo the restore');
    expect(asked('undo_restore')).toHaveLength(1);
  });

  it.each([
    { of: 'restore', at_ms: Date.now() - 25 * 3_600_000, until_ms: null },
    { of: 'start_anew', at_ms: Date.now(), until_ms: null },
  ] as const)('but not of %j', (undo) => {
    stand({ ...locked, undo });
    expect(named('Undo the restore')).toBeUndefined();
  });
});

describe('the warning before the lock', () => {
  it('takes no focus, and any key takes it back at once', async () => {
    draw(WindowKeys, {});
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    expect(asked('touch')).toHaveLength(1);
    session.warned = 60;
    const key = new KeyboardEvent('keydown', { key: 'b', cancelable: true });
    window.dispatchEvent(key);
    await settle();
    expect([asked('touch').length, session.warned, key.defaultPrevented]).toEqual([2, null, false]);
  });

  it('says how long there is', () => {
    draw(LockWarning, { seconds: 60 });
    expect(words()).toContain('Ajar locks in 60 seconds. Press any key to keep it open.');
    expect(document.activeElement).toBe(document.body);
  });
});
