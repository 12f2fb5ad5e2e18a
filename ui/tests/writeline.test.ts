// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { session } from '../src/lib/session.svelte';
import LockScreen from '../src/views/lock/LockScreen.svelte';
import Shell from '../src/views/shell/Shell.svelte';
import { draw, field, isDialogOpen, press, settle, type, wipe, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const LABEL = 'For your journal';
const texts = () => asked('save_entry').map((args) => (args as { save: { text: string } }).save.text);

async function open(wanted: string | null = 'write_line', openedFor: string | null = null) {
  shell.answers['save_entry'] ??= ({ save }: { save: { id: string; base_rev: number } }) => ({
    id: save.id,
    rev: save.base_rev + 1,
    day: '2026-11-22',
    kept_as: null,
  });
  Object.assign(session, { wanted, openedFor });
  draw(Shell, {});
  await settle();
}

const key = (name: string, more: KeyboardEventInit = {}) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }),
  );

async function escape() {
  document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
  await settle();
}

describe('a line', () => {
  it('is written over whatever page is open', async () => {
    shell.opened.page = 'progress';
    await open();
    expect([isDialogOpen(), shell.opened.page, session.wanted]).toEqual([true, 'progress', null]);
    expect(document.activeElement).toBe(field(LABEL));
  });

  it('is saved from the first key, by itself', async () => {
    await open();
    vi.useFakeTimers();
    void type(LABEL, 'A line');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(texts()).toEqual(['A line']);
  });

  it('is no entry while nothing is typed', async () => {
    await open();
    await escape();
    expect([isDialogOpen(), texts(), said()]).toEqual([false, [], []]);
  });

  it('stays on Escape, with a way into the trash', async () => {
    await open('write_line', 'write_line');
    await type(LABEL, 'Half a th');
    await escape();
    expect([isDialogOpen(), texts(), said()]).toEqual([false, ['Half a th'], ['Saved in your journal.']]);
    expect(asked('step_aside')).toEqual([]);
    await shell.opened.notes.takeBack(shell.opened.notes.list[0] as never);
    const id = (asked('save_entry')[0] as { save: { id: string } }).save.id;
    expect(asked('delete_entry')).toEqual([{ id }]);
  });

  it('takes the window with it when that was opened for nothing else', async () => {
    await open('write_line', 'write_line');
    await type(LABEL, 'Done');
    key('Enter', { ctrlKey: true });
    key('Enter', { ctrlKey: true });
    await settle();
    await settle();
    expect([isDialogOpen(), texts()]).toEqual([false, ['Done']]);
    expect(asked('step_aside')).toHaveLength(1);
  });

  it('leaves a window that was open before', async () => {
    await open();
    await type(LABEL, 'Done');
    await press('Done');
    expect([asked('step_aside'), said()]).toEqual([[], ['Saved in your journal.']]);
  });

  it('is saved by what closes, locks and quits', async () => {
    await open();
    await type(LABEL, 'Just now');
    expect(await session.flush()).toBe(true);
    expect(texts()).toEqual(['Just now']);
  });

  it('stays on the screen while it cannot be saved, and in the drafts after that', async () => {
    shell.answers['save_entry'] = refusal('storage_full', 'The disk is full.');
    await open('write_line', 'write_line');
    await type(LABEL, 'Not lost');
    await press('Done');
    expect([isDialogOpen(), asked('step_aside'), field(LABEL).value]).toEqual([true, [], 'Not lost']);
    expect(words()).toContain('The disk is full. Your words are still here.');
    await escape();
    expect([isDialogOpen(), await session.flush()]).toEqual([false, false]);
    expect(said()).toEqual(['Your last words are still being saved.']);
    await wipe();
  });

  it('is begun by the keyboard, but not over a question', async () => {
    await open(null);
    key('N', { ctrlKey: true, shiftKey: true });
    await settle();
    expect(shell.opened.writing).toEqual({ leaves: false });
    await escape();
    shell.opened.talk = { occurrence: null };
    await settle();
    key('N', { ctrlKey: true, shiftKey: true });
    expect(shell.opened.writing).toBeNull();
  });
});

describe('while locked', () => {
  const locked = (letter_slot: boolean) =>
    ({
      state: 'locked',
      ways: { passphrase: true, recovery_key: false, login: false },
      letters: 0,
      undo: null,
      notices: [],
      failed_attempts: 0,
      retry_after_ms: 0,
      settings: { letter_slot, practice_while_locked: false },
    }) as never;

  it.each([true, false])('a line goes under the door where that is allowed: %s', async (allowed) => {
    Object.assign(session, { wanted: 'write_line', openedFor: 'write_line', status: locked(allowed) });
    draw(LockScreen, {});
    await settle();
    const focused = document.activeElement;
    expect(focused).toBe(field(allowed ? 'Your note' : 'Passphrase'));
    // Otherwise it waits for the journal to open.
    expect(session.wanted).toBe(allowed ? null : 'write_line');
  });
});
