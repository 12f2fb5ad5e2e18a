// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { session } from '../src/lib/session.svelte';
import { shortcutOf, type Keys } from '../src/lib/shortcuts';
import Shell from '../src/views/shell/Shell.svelte';
import { draw, isDialogOpen, settle, words } from './drawn';
import { asked, shell } from './shell';
import { findFaults, plain } from './two';

const options = () => [...document.querySelectorAll('[role=option]')];
const labels = () => options().map((option) => plain(option.querySelector('span')?.textContent ?? ''));
const chosen = () => plain(document.querySelector('[aria-selected=true] span')?.textContent ?? '');
const box = () => document.querySelector<HTMLInputElement>('[role=combobox]');

async function key(name: string, more: Partial<Keys> = {}) {
  const target = box() ?? window;
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
  await settle();
}

async function open(typed = '') {
  draw(Shell, {});
  await settle();
  await key('k', { ctrlKey: true });
  const input = box();
  if (!input) throw new Error('no palette');
  input.value = typed;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

describe('the palette', () => {
  it('opens with the keys in its field, the deeds first, and can be used by everybody', async () => {
    await open();
    expect(document.activeElement).toBe(box());
    expect(labels().slice(0, 7)).toEqual([
      'We’re alone now',
      'New entry',
      'Write a line',
      'Search the journal',
      'Log a talk',
      'Plan a talk',
      'Lock',
    ]);
    expect(labels()).toContain('Go to Your week');
    const active = document.getElementById(box()?.getAttribute('aria-activedescendant') ?? '');
    expect(active?.getAttribute('aria-selected')).toBe('true');
    expect(await findFaults()).toEqual([]);
  });

  it('moves with the arrows, around both ends', async () => {
    await open();
    const all = labels();
    await key('ArrowUp');
    expect(chosen()).toBe(all.at(-1));
    await key('ArrowDown');
    await key('ArrowDown');
    expect(chosen()).toBe(all[1]);
  });

  it.each([
    ['pro', ['Go to Progress']],
    ['PRA go', ['Go to Practice']],
    ['were', ['We’re alone now']],
    ['a talk', ['Log a talk', 'Plan a talk']],
    ['xyz', []],
  ])('typed “%s” leaves %j', async (typed, expected) => {
    await open(typed);
    expect(labels()).toEqual(expected);
    expect(words().includes('Nothing has this name.')).toBe(expected.length === 0);
  });

  it.each([
    ['your week', () => shell.opened.page, 'week'],
    ['alone', () => shell.opened.page, 'alone'],
    ['log a talk', () => shell.opened.talk, { occurrence: null }],
    ['plan a talk', () => [shell.opened.page, shell.opened.plan], ['talks', 'new']],
    ['lock', () => asked('lock').length, 1],
  ])('Enter on “%s” does it', async (typed, seen, expected) => {
    await open(typed);
    await key('Enter');
    expect(seen()).toEqual(expected);
    expect(box()).toBeNull();
  });

  it('keeps the last undo, also after its line was closed', async () => {
    const undo = vi.fn(() => Promise.resolve());
    shell.opened.notes.say('log', 'Noted.', undo);
    shell.opened.notes.list.forEach((note) => shell.opened.notes.close(note));
    await open('undo');
    expect(labels()).toEqual(['Undo “Noted.”']);
    await key('Enter');
    expect([undo.mock.calls.length, shell.opened.notes.latest]).toEqual([1, null]);
  });

  it('gives up an undo that the next change of its kind replaced', () => {
    const { notes } = shell.opened;
    notes.say('log', 'Noted.', () => Promise.resolve());
    notes.say('settings', 'Saved.');
    expect(notes.latest?.text).toBe('Noted.');
    notes.say('log', 'Something that cannot be taken back.');
    expect(notes.latest).toBeNull();
  });

  it('does not open over a question', async () => {
    shell.opened.talk = { occurrence: null };
    draw(Shell, {});
    await settle();
    expect(isDialogOpen()).toBe(true);
    await key('k', { ctrlKey: true });
    await key('A', { ctrlKey: true, shiftKey: true });
    expect([box(), shell.opened.page]).toEqual([null, 'today']);
  });
});

describe('the keys', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }, 'palette'],
    [{ key: 'k', metaKey: true }, 'palette'],
    [{ key: 'K', ctrlKey: true, shiftKey: true }, null],
    [{ key: 'A', ctrlKey: true, shiftKey: true }, 'alone_now'],
    [{ key: 'a', ctrlKey: true }, null],
    [{ key: 'A', ctrlKey: true, shiftKey: true, altKey: true }, null],
    [{ key: 'k', ctrlKey: true, isComposing: true }, null],
  ] as const)('%j is %s', (pressed, expected) => {
    const keys = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
    expect(shortcutOf({ ...keys, ...pressed }, true, true)).toBe(expected);
  });

  it('lead to We’re alone now, where no sidebar stands', async () => {
    draw(Shell, {});
    await settle();
    await key('A', { ctrlKey: true, shiftKey: true });
    expect(shell.opened.page).toBe('alone');
    expect(document.querySelector('nav')).toBeNull();
  });
});

describe('where the tray leads', () => {
  it.each([
    ['alone_now', 'alone', null],
    ['log_talk', 'today', { occurrence: null }],
    ['today', 'today', null],
  ] as const)('%s after unlock is %s', async (wanted, page, talk) => {
    session.wanted = wanted;
    draw(Shell, {});
    await settle();
    expect([shell.opened.page, shell.opened.talk, session.wanted]).toEqual([page, talk, null]);
  });
});
