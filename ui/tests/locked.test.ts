// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Letter } from '../src/lib/bindings/Letter';
import type { Status } from '../src/lib/bindings/Status';
import { session } from '../src/lib/session.svelte';
import LockScreen from '../src/views/lock/LockScreen.svelte';
import LockWarning from '../src/views/shell/LockWarning.svelte';
import WindowKeys from '../src/views/shell/WindowKeys.svelte';
import { draw, field, named, press, settle, submit, type, words } from './drawn';
import { asked, refusal, shell } from './shell';

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
  session.status = status;
  draw(LockScreen, {});
}

describe('the ways in', () => {
  it('are the passphrase first, then the recovery key', async () => {
    shell.answers['unlock'] = refusal('wrong_passphrase', 'This does not open it.');
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
    shell.answers['unlock_with_login'] = refusal('unavailable', 'The key ring did not answer.');
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
    expect(words()).toContain('You can try again in 2 seconds.');
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
    shell.answers['drop_letter'] = () => ((session.status = { ...withSlot, letters: 1 }), null);
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'One line.');
    await press('Leave the note');
    expect(letters()).toMatchObject([{ kind: 'line', text: 'One line.' }]);
    expect(words()).toContain('It is kept. Only you can read it. 1 note waits inside.');
    expect(document.activeElement?.textContent).toContain('Leave a note');
    await press('Leave a note');
    expect(field('Your note').value).toBe('');
  });

  it('stays in its field when it is refused, and is the same note the next time', async () => {
    shell.answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'precious');
    await press('Leave the note');
    expect([words().includes('There is no room left.'), field('Your note').value]).toEqual([
      true,
      'precious',
    ]);
    await press('Close');
    await press('Support');
    await press('Back');
    await press('Continue your note');
    await press('Leave the note');
    expect(letters().map((letter) => letter.id)).toEqual([letters()[0]?.id, letters()[0]?.id]);
  });

  it('is measured in bytes', async () => {
    stand(withSlot);
    await press('Leave a note');
    await type('Your note', 'ä'.repeat(8 * 1024 + 1));
    await press('Leave the note');
    expect([letters().length, words().includes('longer than a note can be')]).toEqual([0, true]);
  });

  it('is kept when the window closes', async () => {
    stand(withSlot);
    expect(await session.flush()).toBe(true);
    await press('Leave a note');
    await type('Your note', 'half a thou');
    expect(await session.flush()).toBe(true);
    expect(letters()).toMatchObject([{ text: 'half a thou' }]);
    shell.answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
    await type('Your note', 'ght');
    expect(await session.flush()).toBe(false);
  });

  it('goes in first, or holds the door until one insists', async () => {
    shell.answers['drop_letter'] = refusal('storage_full', 'There is no room left.');
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
    expect(words()).toContain('It is kept.');
  });
});

describe('after a restore', () => {
  it('the lock screen says so for a day, and takes it back', async () => {
    stand({ ...locked, undo: { of: 'restore', at_ms: Date.now(), until_ms: null } });
    expect(words()).toContain('Your journal is in place. Unlock it to look.');
    await press('Bring it back');
    expect(asked('undo_restore')).toHaveLength(1);
  });

  it.each([
    { of: 'restore', at_ms: Date.now() - 25 * 3_600_000, until_ms: null },
    { of: 'start_anew', at_ms: Date.now(), until_ms: null },
  ] as const)('but not of %j', (undo) => {
    stand({ ...locked, undo });
    expect(named('Bring it back')).toBeUndefined();
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
