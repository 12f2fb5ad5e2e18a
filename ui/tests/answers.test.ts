// @vitest-environment happy-dom
import { flushSync, mount, tick, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenReminder } from '../src/lib/bindings/OpenReminder';
import type { Today } from '../src/lib/bindings/Today';
import { Opened } from '../src/lib/opened.svelte';
import { session } from '../src/lib/session.svelte';
import RecoveryScreen from '../src/views/recovery/RecoveryScreen.svelte';
import NamedReminder from '../src/views/reminders/NamedReminder.svelte';
import CloseDialog from '../src/views/shell/CloseDialog.svelte';
import Notices from '../src/views/shell/Notices.svelte';
import Shell from '../src/views/shell/Shell.svelte';
import KeyStep from '../src/views/start/KeyStep.svelte';
import { Setup } from '../src/views/start/setup.svelte';
import OpenReminderRow from '../src/views/today/OpenReminderRow.svelte';
import PracticeOfDay from '../src/views/today/PracticeOfDay.svelte';
import TodayView from '../src/views/today/TodayView.svelte';

const shell = vi.hoisted(() => ({ invoke: vi.fn(), opened: { current: null as unknown } }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: shell.invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => {}) }));
vi.mock('../src/lib/opened.svelte', async (original) => ({
  ...(await original<object>()),
  provideOpened: () => shell.opened.current,
  useOpened: () => shell.opened.current,
}));

let drawn: ReturnType<typeof mount> | undefined;
let opened: Opened;
let answers: Record<string, (args: never) => unknown>;

function draw<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
  drawn = mount(component, { target: document.body, props });
  flushSync();
}

const settle = () => new Promise((resolve) => setTimeout(resolve)).then(tick);
const words = () => document.body.textContent.replace(/\s+/g, ' ');
const buttons = () => [...document.querySelectorAll('button')];
const named = (name: string) => buttons().find((button) => button.textContent.trim() === name);
const asked = (command: string) => shell.invoke.mock.calls.filter(([name]) => name === command);

async function press(name: string) {
  const button = named(name);
  if (!button) throw new Error(`no button says ${name}`);
  button.click();
  await settle();
}

beforeEach(() => {
  answers = {};
  shell.invoke.mockReset();
  shell.invoke.mockImplementation((command: string, args: never) =>
    Promise.resolve(null).then(() => answers[command]?.(args) ?? null),
  );
  opened = new Opened();
  shell.opened.current = opened;
});

afterEach(async () => {
  if (drawn) await unmount(drawn);
  drawn = undefined;
  session.status = null;
  session.heard = [];
  document.body.replaceChildren();
});

const refuse = (message: string) => () => {
  throw { code: 'storage_full', message, field: null };
};

describe('closing', () => {
  it.each([
    ['unsaved', 'Some words are not saved yet', 'Keep writing'],
    ['starting', 'You are almost done', 'Stay'],
  ] as const)('while %s asks, and stays unless told otherwise', async (reason, title, stay) => {
    const onclose = vi.fn();
    draw(CloseDialog, { reason, onclose });
    expect(words()).toContain(title);
    await press(stay);
    expect([onclose.mock.calls.length, asked('choose_on_close').length]).toEqual([1, 0]);
    await press('Close anyway');
    expect(asked('choose_on_close')).toEqual([['choose_on_close', { keep: true }]]);
  });

  it('without a tray offers to quit', async () => {
    draw(CloseDialog, { reason: 'no_tray', onclose: () => {} });
    await press('Quit Ajar');
    expect(asked('choose_on_close')).toEqual([['choose_on_close', { keep: false }]]);
  });
});

describe('the shell', () => {
  it('ends the first start, and locks over unsaved words only when asked twice', async () => {
    answers['save_entry'] = refuse('full');
    draw(Shell, {});
    await settle();
    expect(asked('finish_start')).toHaveLength(1);
    opened.drafts.begin({ id: 'a', rev: 1, text: '' }).typed('precious');
    expect(await session.flush()).toBe(false);
    await press('Lock');
    expect(asked('lock')).toHaveLength(0);
    expect(words()).toContain('Your last words are not saved, so Ajar stayed open.');
    await press('Lock');
    expect(asked('lock')).toHaveLength(1);
  });

  it('locks at once when everything is saved', async () => {
    draw(Shell, {});
    await press('Lock');
    expect(asked('lock')).toHaveLength(1);
  });
});

describe('a notice', () => {
  it('is hidden at once and reported as heard', async () => {
    session.status = { notices: ['No tray here.'] } as never;
    draw(Notices, {});
    await press('Got it');
    expect(words()).not.toContain('No tray here.');
    expect(asked('hear_notice')).toEqual([['hear_notice', { notice: 'No tray here.' }]]);
  });
});

describe('looking again', () => {
  it('tries to open, reads the status anew, and says why it was refused', async () => {
    answers['look_again'] = refuse('There is still no room.');
    draw(RecoveryScreen, {});
    await press('Look again');
    expect(words()).toContain('There is still no room.');
    const calls = shell.invoke.mock.calls.map(([name]) => name as string);
    expect(calls.filter((name) => name !== 'list_backups')).toEqual(['look_again', 'status']);
  });
});

describe('Later', () => {
  const reminder: OpenReminder = {
    occurrence: 'o',
    kind: 'practice',
    name: '',
    nominal: '2026-11-22T19:00:00',
    day: '2026-11-22',
    asks_talk: false,
    put_offs: [{ how: 'snooze', minutes: 10 }, { how: 'tomorrow' }],
  };

  it('offers only what would be accepted', async () => {
    draw(OpenReminderRow, { reminder });
    await press('Later');
    expect(buttons().map((button) => button.textContent.trim())).toEqual(['10 minutes', 'Tomorrow', 'Back']);
  });

  it('is not offered when nothing is left', () => {
    draw(OpenReminderRow, { reminder: { ...reminder, put_offs: [] } });
    expect(named('Later')).toBeUndefined();
  });
});

const waiting = { occurrence: 'late', kind: 'practice', day: '2026-11-21' };
const today = {
  day: '2026-11-22',
  practiced: false,
  practice: { practice: 'c:one', title: 'One', source: '', today: '', steps: [], say: [], avoid: [] },
  open: [waiting, { ...waiting, occurrence: 'now', day: '2026-11-22' }],
} as unknown as Today;
Object.assign(today.practice, { stop_when: [], prompts: [], why: '', minutes: 5 });

describe('the practice of the day', () => {
  it('answers the reminder of today, never one of another day', async () => {
    answers['log_practice'] = () => ({ id: 'log', practiced_this_week: 1, goal: 3 });
    draw(PracticeOfDay, { today });
    await press('Done');
    expect(asked('log_practice')).toEqual([['log_practice', { practice: 'c:one', occurrence: 'now' }]]);
    expect(words()).toContain('Noted for today');
  });

  it('still says that today was noted after coming back, and takes another', () => {
    draw(PracticeOfDay, { today: { ...today, practiced: true } });
    expect(words()).toContain('Noted for today');
    expect(named('Done')).toBeDefined();
  });
});

describe('a new day', () => {
  it('begins with nothing noted', async () => {
    answers['log_practice'] = () => ({ id: 'log', practiced_this_week: 1, goal: 3 });
    const week = { days: [], practiced: 0, goal: 3 };
    opened.today.data = { ...today, open: [], away: [], next: null, week };
    draw(TodayView, {});
    await press('Done');
    expect(words()).toContain('Noted for today');
    opened.today.data = { ...opened.today.data, day: '2026-11-23' };
    await settle();
    expect(words()).not.toContain('Noted for today');
  });
});

describe('the switch of a named reminder', () => {
  const props = { kind: 'practice', label: 'Keep practicing', hint: '', onedit: () => {} } as const;
  const flip = async () => {
    document.querySelector<HTMLElement>('[role=switch]')?.click();
    await settle();
  };
  const isOn = () => document.querySelector('[role=switch]')?.getAttribute('aria-checked');

  it('stays off while there is nothing to turn on', async () => {
    const onadd = vi.fn();
    draw(NamedReminder, { ...props, rows: [], onadd });
    await flip();
    expect([onadd.mock.calls.length, isOn()]).toEqual([1, 'false']);
    await flip();
    expect(onadd).toHaveBeenCalledTimes(2);
  });

  it('goes back when the change is refused', async () => {
    answers['set_kind_enabled'] = refuse('full');
    const row = { id: 'r', kind: 'practice', name: '', enabled: true, time: '19:00', days: ['mo'] };
    draw(NamedReminder, { ...props, rows: [row as never], onadd: () => {} });
    await flip();
    expect(isOn()).toBe('true');
    expect(opened.notes.list.map((note) => note.text)).toEqual(['full']);
  });
});

describe('support in the first start', () => {
  it('is one click away and loses nothing of the step', async () => {
    const setup = new Setup();
    setup.step = 'key';
    setup.recoveryKey = 'KEEP-ME';
    draw(KeyStep, { setup });
    const box = document.querySelector<HTMLInputElement>('input[type=checkbox]');
    box?.click();
    await press('Support');
    expect(asked('get_support')).toHaveLength(1);
    expect([...document.querySelectorAll('main')].map((main) => main.hidden)).toEqual([false, true]);
    const back = buttons().find((button) => button.textContent.includes('Back'));
    back?.click();
    await settle();
    expect(words()).toContain('KEEP-ME');
    expect([document.querySelectorAll('main').length, box?.isConnected, box?.checked]).toEqual([
      1,
      true,
      true,
    ]);
    expect(document.activeElement?.textContent).toContain('Support');
  });
});
