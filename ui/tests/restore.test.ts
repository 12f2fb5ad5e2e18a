// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoundBackup } from '../src/lib/bindings/FoundBackup';
import type { RestorePreview } from '../src/lib/bindings/RestorePreview';
import type { Status } from '../src/lib/bindings/Status';
import { session } from '../src/lib/session.svelte';
import RecoveryScreen from '../src/views/recovery/RecoveryScreen.svelte';
import RestoreFlow from '../src/views/restore/RestoreFlow.svelte';
import StartAnew from '../src/views/start/StartAnew.svelte';
import { choose, draw, field, named, press, settle, submit, type, wipe, words } from './drawn';
import { asked, refusal, shell } from './shell';

const made = (day: number) => Date.UTC(2026, 10, day, 12);
const backup = (id: string, day: number): FoundBackup => ({
  id,
  file: `/kept/${id}`,
  place: 'kept',
  made_ms: made(day),
  bytes: 1_234_567,
});
const preview = { made_ms: made(25), bytes: 1, entries: 12, in_trash: 1, reminders: 2, version: '1.0.0' };
const own = { ...preview, file: '/kept/new', is_this_journal: true } satisfies RestorePreview;
const onback = vi.fn();
const ondone = vi.fn();
const flow = () => draw(RestoreFlow, { onback, ondone });

beforeEach(() => {
  shell.answers['list_backups'] = () => [backup('old', 20), backup('new', 25)];
  shell.answers['preview_restore'] = () => own;
  onback.mockReset();
  ondone.mockReset();
  session.status = { state: 'locked', ways: { passphrase: true, recovery_key: true } } as Status;
});

/** Up to the proof of the newest one. */
async function choosesNewest() {
  flow();
  await settle();
  document.querySelector<HTMLElement>('li button')?.click();
  await settle();
}

describe('a restore', () => {
  it('shows the newest first, what is in it, and changes it only then', async () => {
    await choosesNewest();
    expect(words()).toContain('/kept/new');
    await type('Passphrase of that day', 'that day');
    await submit('Passphrase of that day');
    expect(words()).toContain('12 entries');
    expect(document.activeElement?.textContent).toBe('Is this the one?');
    expect(asked('restore_backup')).toEqual([]);
    await press('Restore');
    expect(asked('restore_backup')).toEqual([{ backup: 'new', proof: { passphrase: 'that day' } }]);
    expect(ondone).toHaveBeenCalledOnce();
  });

  it('says beside the field what does not open it, and keeps what was typed', async () => {
    shell.answers['preview_restore'] = refusal('wrong_passphrase', 'This does not open the backup.');
    await choosesNewest();
    await submit('Passphrase of that day');
    expect(words()).toContain('Type the passphrase.');
    await type('Passphrase of that day', 'wrong');
    await submit('Passphrase of that day');
    expect(words()).toContain('This does not open the backup.');
    await choose('Recovery key');
    await type('Recovery key of that day', 'ABC');
    await choose('Passphrase');
    expect(field('Passphrase of that day').value).toBe('wrong');
    await choose('Recovery key');
    shell.answers['preview_restore'] = () => own;
    await submit('Recovery key of that day');
    expect(asked('preview_restore').at(-1)).toEqual({ backup: 'new', proof: { recovery_key: 'ABC' } });
  });

  it('of another journal offers the ways out and no restore', async () => {
    shell.answers['preview_restore'] = () => ({ ...own, is_this_journal: false });
    await choosesNewest();
    await type('Passphrase of that day', 'x');
    await submit('Passphrase of that day');
    expect([named('Restore'), words().includes('belongs to another journal')]).toEqual([undefined, true]);
    await press('Start anew…');
    await press('Start anew');
    expect([asked('start_anew').length, ondone.mock.calls.length]).toEqual([1, 1]);
  });

  it('of another journal, while one is open, leads to the lock screen first', async () => {
    session.status = { ...session.status, state: 'open' } as Status;
    shell.answers['preview_restore'] = () => ({ ...own, is_this_journal: false });
    await choosesNewest();
    await type('Passphrase of that day', 'x');
    await submit('Passphrase of that day');
    expect([named('Start anew…'), words().includes('Or lock Ajar')]).toEqual([undefined, true]);
  });

  it('offers what was set aside beside the backups, and leaves once it is back', async () => {
    session.status = { ...session.status, undo: { of: 'start_anew', at_ms: 1, until_ms: null } } as Status;
    flow();
    await settle();
    await press('Bring it back');
    expect([asked('undo_restore').length, ondone.mock.calls.length]).toEqual([1, 1]);
  });

  it('does not run over words that are not saved, unless it is meant', async () => {
    const letGo = session.holdWords(() => Promise.resolve(false));
    await choosesNewest();
    await type('Passphrase of that day', 'x');
    await submit('Passphrase of that day');
    await press('Restore');
    expect([asked('restore_backup').length, words().includes('Your last words are not saved')]).toEqual([
      0,
      true,
    ]);
    await press('Restore');
    expect(asked('restore_backup')).toHaveLength(1);
    letGo();
  });

  it('leaves step by step, by Escape too', async () => {
    await choosesNewest();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settle();
    expect([words().includes('Restore a backup'), onback.mock.calls.length]).toEqual([true, 0]);
    await press('Back');
    expect(onback).toHaveBeenCalledOnce();
  });

  it('without a backup asks for a file, and stays when none is chosen', async () => {
    shell.answers['list_backups'] = () => [];
    flow();
    await settle();
    expect(words()).toContain('No backup was found');
    await press('Choose a file…');
    expect(words()).toContain('No backup was found');
    shell.answers['choose_backup'] = () => ({ ...backup('mine', 1), place: 'chosen' });
    await press('Choose a file…');
    expect(words()).toContain('/kept/mine');
  });

  it('says why the backups could not be listed', async () => {
    shell.answers['list_backups'] = refusal('read_only', 'The folder cannot be read.');
    flow();
    await settle();
    expect([words().includes('The folder cannot be read.'), named('Try again') !== undefined]).toEqual([
      true,
      true,
    ]);
  });
});

describe('the recovery screen', () => {
  const damaged = { code: 'damaged', message: 'The journal is damaged.', field: null } as const;
  const status = (part: Partial<Status>) =>
    (session.status = { state: 'recovery', problem: damaged, notices: [], ...part } as Status);

  it('leads from the newest backup straight to its proof', async () => {
    status({});
    draw(RecoveryScreen, {});
    await settle();
    expect(words()).toContain('November 25, 2026');
    await press('Restore it');
    expect(words()).toContain('/kept/new');
  });

  it('opens what holds less only when that can be, and says why not', async () => {
    status({});
    draw(RecoveryScreen, {});
    expect(named('Open it as it is')).toBeUndefined();
    await wipe();
    status({ can_open_anyway: true });
    shell.answers['open_anyway'] = refusal('damaged', 'It changed meanwhile.');
    draw(RecoveryScreen, {});
    await press('Open it as it is');
    expect(words()).toContain('It changed meanwhile.');
  });

  it.each(['newer_version', 'read_only', 'storage_full'] as const)(
    'of %s looks again first',
    async (code) => {
      status({ problem: { ...damaged, code } });
      draw(RecoveryScreen, {});
      await settle();
      expect(named('Restore it')).toBeUndefined();
      expect(named('Look again')?.className).toContain('primary');
      expect(
        ['Restore a backup', 'Start anew', 'Quit', 'About', 'Support'].filter((name) => !named(name)),
      ).toEqual([]);
    },
  );
});

describe('starting anew', () => {
  it('says why it could not, and stays', async () => {
    shell.answers['start_anew'] = refusal('read_only', 'Ajar cannot write here.');
    draw(StartAnew, { onback, ondone });
    expect(words()).toContain('Nothing is deleted.');
    await press('Start anew');
    expect([words().includes('Ajar cannot write here.'), ondone.mock.calls.length]).toEqual([true, 0]);
  });
});
