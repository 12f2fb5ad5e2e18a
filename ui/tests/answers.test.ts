// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { OpenReminder } from '../src/lib/bindings/OpenReminder';
import type { Today } from '../src/lib/bindings/Today';
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
import { buttons, draw, flip, named, press, settle, toggle, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

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
    expect(asked('choose_on_close')).toEqual([{ keep: true }]);
  });

  it('without a tray offers to quit', async () => {
    draw(CloseDialog, { reason: 'no_tray', onclose: () => {} });
    await press('Quit Ajar');
    expect(asked('choose_on_close')).toEqual([{ keep: false }]);
  });
});

describe('the shell', () => {
  it('ends the first start, and locks over unsaved words only when asked twice', async () => {
    shell.answers['save_entry'] = refusal('storage_full', 'full');
    draw(Shell, {});
    await settle();
    expect(asked('finish_start')).toHaveLength(1);
    shell.opened.drafts.begin({ id: 'a', rev: 1, text: '' }).typed('precious');
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
    expect(asked('hear_notice')).toEqual([{ notice: 'No tray here.' }]);
  });
});

describe('looking again', () => {
  it('tries to open, reads the status anew, and says why it was refused', async () => {
    shell.answers['look_again'] = refusal('storage_full', 'There is still no room.');
    draw(RecoveryScreen, {});
    await press('Look again');
    expect(words()).toContain('There is still no room.');
    const calls = shell.calls.map(({ command }) => command);
    expect(calls.filter((command) => command !== 'list_backups')).toEqual(['look_again', 'status']);
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
    question: false,
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
const easing = { mode: 'free', until: null, title: '', text: '', advice: null, stopped_topics: [] };
Object.assign(today, { easing });
Object.assign(today.practice, { stop_when: [], prompts: [], why: '', minutes: 5 });

describe('the practice of the day', () => {
  it('answers the reminder of today, never one of another day', async () => {
    shell.answers['log_practice'] = () => ({ id: 'log', practiced_this_week: 1, goal: 3 });
    draw(PracticeOfDay, { today });
    await press('Done');
    expect(asked('log_practice')).toEqual([{ practice: 'c:one', occurrence: 'now' }]);
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
    shell.answers['log_practice'] = () => ({ id: 'log', practiced_this_week: 1, goal: 3 });
    const week = { days: [], practiced: 0, goal: 3 };
    shell.opened.today.data = { ...today, open: [], away: [], asks: [], next: null, week };
    draw(TodayView, {});
    await press('Done');
    expect(words()).toContain('Noted for today');
    shell.opened.today.data = { ...shell.opened.today.data, day: '2026-11-23' };
    await settle();
    expect(words()).not.toContain('Noted for today');
  });
});

describe('the switch of a named reminder', () => {
  const props = { kind: 'practice', label: 'Keep practicing', hint: '', onedit: () => {} } as const;
  const isOn = () => toggle()?.getAttribute('aria-checked');

  it('stays off while there is nothing to turn on', async () => {
    const onadd = vi.fn();
    draw(NamedReminder, { ...props, rows: [], onadd });
    await flip();
    expect([onadd.mock.calls.length, isOn()]).toEqual([1, 'false']);
    await flip();
    expect(onadd).toHaveBeenCalledTimes(2);
  });

  it('goes back when the change is refused', async () => {
    shell.answers['set_kind_enabled'] = refusal('storage_full', 'full');
    const row = {
      id: 'r',
      kind: 'practice',
      name: '',
      enabled: true,
      time: '19:00',
      until_time: null,
      zone: null,
    };
    const when = { how: 'weekly', days: ['mo'], every_weeks: 1 };
    draw(NamedReminder, { ...props, rows: [{ ...row, when } as never], onadd: () => {} });
    await flip();
    expect(isOn()).toBe('true');
    expect(said()).toEqual(['full']);
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
