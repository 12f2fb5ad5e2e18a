// @vitest-environment happy-dom
import { flushSync, mount, tick, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupHealth } from '../src/lib/bindings/BackupHealth';
import type { Ways } from '../src/lib/bindings/Ways';
import { Opened } from '../src/lib/opened.svelte';
import { session } from '../src/lib/session.svelte';
import App from '../src/App.svelte';
import Backups from '../src/views/settings/backups/Backups.svelte';
import WaysIn from '../src/views/settings/keys/WaysIn.svelte';
import EraseEverything from '../src/views/settings/privacy/EraseEverything.svelte';

const shell = vi.hoisted(() => ({ invoke: vi.fn(), opened: { current: null as unknown } }));
vi.mock('@tauri-apps/api/core', () => ({ invoke: shell.invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => {}) }));
vi.mock('../src/lib/opened.svelte', async (original) => ({
  ...(await original<object>()),
  provideOpened: () => shell.opened.current,
  useOpened: () => shell.opened.current,
}));

const BOTH: Ways = { passphrase: true, recovery_key: true, login: false };
let drawn: ReturnType<typeof mount> | undefined;
let opened: Opened;
let answers: Record<string, (args: never) => unknown>;

function draw<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
  drawn = mount(component, { target: document.body, props });
  flushSync();
}

const settle = () => new Promise((resolve) => setTimeout(resolve)).then(tick);
const words = () => document.body.textContent.replace(/\s+/g, ' ').replace(/\u202f/g, ' ');
const asked = (command: string) =>
  shell.invoke.mock.calls.filter(([name]) => name === command).map(([, args]) => args as unknown);
const isOpen = () => document.querySelector('dialog') !== null;
const said = () => opened.notes.list.map((note) => note.text);

async function press(name: string) {
  const within = document.querySelector('dialog') ?? document.body;
  const button = [...within.querySelectorAll('button')].find((each) => each.textContent.trim() === name);
  if (!button) throw new Error(`no button says ${name}`);
  button.focus();
  button.click();
  await settle();
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === label);
  const input = document.getElementById(found?.htmlFor ?? '');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field is called ${label}`);
  return input;
}

function type(label: string, text: string) {
  field(label).value = text;
  field(label).dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

/** What stands beside a field that was refused. */
function beside(label: string): string | null {
  const ids = field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  const error = ids.find((id) => id.endsWith('-error'));
  return error ? (document.getElementById(error)?.textContent ?? null) : null;
}

const refuse =
  (code: string, message: string, at: string | null = null) =>
  () => {
    throw { code, message, field: at };
  };

beforeEach(() => {
  answers = {};
  shell.invoke.mockReset();
  shell.invoke.mockImplementation((command: string, args: never) =>
    Promise.resolve(null).then(() => answers[command]?.(args) ?? null),
  );
  opened = new Opened();
  shell.opened.current = opened;
  session.status = { ways: BOTH, undo: null } as never;
});

afterEach(async () => {
  if (drawn) await unmount(drawn);
  drawn = undefined;
  session.status = null;
  session.erased = null;
  session.starting = false;
  session.flush = () => Promise.resolve(true);
  document.body.replaceChildren();
});

describe('changing the passphrase', () => {
  beforeEach(async () => {
    answers['rate_passphrase'] = () => ({ accepted: true, strength: 3, advice: '' });
    draw(WaysIn, { ways: BOTH });
    await press('Change…');
  });

  it('says everything that is missing at once, and sends nothing', async () => {
    await press('Change it');
    expect([beside('Your passphrase'), beside('New passphrase')]).toEqual([
      'Type your passphrase.',
      'Use at least 8 characters. Four unrelated words work well.',
    ]);
    type('Your passphrase', 'old');
    expect(beside('Your passphrase')).toBeNull();
    type('New passphrase', 'four new words');
    type('New passphrase once more', 'other');
    await press('Change it');
    expect(beside('New passphrase once more')).toContain('not the same');
    expect(asked('change_passphrase')).toEqual([]);
  });

  it('puts each refusal beside its field, and keeps what was typed', async () => {
    type('Your passphrase', 'old');
    type('New passphrase', 'password');
    type('New passphrase once more', 'password');
    answers['change_passphrase'] = refuse('wrong_passphrase', 'That does not open it.');
    await press('Change it');
    expect(beside('Your passphrase')).toBe('That does not open it.');
    answers['change_passphrase'] = refuse('invalid', 'Too common.', 'passphrase');
    await press('Change it');
    expect([beside('Your passphrase'), beside('New passphrase')]).toEqual([null, 'Too common.']);
    answers['change_passphrase'] = refuse('precondition', 'Wait 4 seconds, then try again.');
    await press('Change it');
    expect(document.querySelector('dialog [role=alert]')?.textContent).toContain('Wait 4 seconds');
    expect([field('Your passphrase').value, field('New passphrase').value]).toEqual(['old', 'password']);
  });

  it('sends the proof to the letter, says so, and gives the focus back', async () => {
    type('Your passphrase', ' old ');
    type('New passphrase', 'four new words');
    type('New passphrase once more', 'four new words');
    await press('Change it');
    expect(asked('change_passphrase')).toEqual([{ proof: { passphrase: ' old ' }, new: 'four new words' }]);
    expect(said()).toEqual([
      'Your passphrase is changed. The old one no longer opens anything but older backups.',
    ]);
    expect([isOpen(), document.activeElement?.textContent.trim()]).toEqual([false, 'Change…']);
  });

  it('takes the recovery key instead', async () => {
    await press('Use the recovery key instead');
    type('Your recovery key', ' 7QK-2ZD ');
    type('New passphrase', 'four new words');
    type('New passphrase once more', 'four new words');
    await press('Change it');
    expect(asked('change_passphrase')).toEqual([
      { proof: { recovery_key: '7QK-2ZD' }, new: 'four new words' },
    ]);
  });

  it('is not sent twice, and stays until the answer is there', async () => {
    let answer = (_: null) => {};
    answers['change_passphrase'] = () => new Promise((resolve) => (answer = resolve));
    type('Your passphrase', 'old');
    type('New passphrase', 'four new words');
    type('New passphrase once more', 'four new words');
    await press('Change it');
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await press('Cancel');
    expect([asked('change_passphrase').length, isOpen()]).toEqual([1, true]);
    answer(null);
    await settle();
    expect(isOpen()).toBe(false);
  });
});

describe('a new recovery key', () => {
  it('is shown until the user says that it is kept', async () => {
    answers['make_recovery_key'] = () => ({ recovery_key: '7QK-2ZD' });
    draw(WaysIn, { ways: BOTH });
    await press('Make a new one…');
    expect(words()).toContain('The key that you have now stops working.');
    type('Your passphrase', 'old');
    await press('Make the key');
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await press('I have kept it');
    expect(words()).toContain('7QK-2ZD');
    expect(words()).toContain('Keep the key first, then tick this box.');
    document.querySelector<HTMLElement>('dialog input[type=checkbox]')?.click();
    await press('I have kept it');
    expect([isOpen(), words().includes('7QK-2ZD')]).toEqual([false, false]);
    expect(said()).toEqual([
      'Your new recovery key works. The old one no longer opens anything but older backups.',
    ]);
  });

  it('comes with a sheet for the printer that leaves with it', async () => {
    answers['rekey'] = () => ({ recovery_key: '7QK-2ZD' });
    draw(WaysIn, { ways: BOTH });
    await press('Make a new key…');
    type('Your passphrase', 'old');
    await press('Make a new key');
    expect(document.querySelector('body > .print-sheet')?.textContent).toContain('7QK-2ZD');
    document.querySelector<HTMLElement>('dialog input[type=checkbox]')?.click();
    await press('I have kept it');
    expect(document.querySelector('.print-sheet')).toBeNull();
  });

  it('is none when there was none to replace', async () => {
    answers['rekey'] = () => ({ recovery_key: null });
    draw(WaysIn, { ways: { ...BOTH, recovery_key: false } });
    await press('Make a new key…');
    type('Your passphrase', 'old');
    await press('Make a new key');
    expect(isOpen()).toBe(false);
    expect(said()[0]).toContain('Everything has a new key.');
  });
});

describe('the other ways in', () => {
  it('test a key without changing anything', async () => {
    draw(WaysIn, { ways: BOTH });
    await press('Test it…');
    answers['test_recovery_key'] = refuse('wrong_passphrase', 'This key does not open it.');
    type('Your recovery key', 'wrong');
    await press('Test it');
    expect(beside('Your recovery key')).toBe('This key does not open it.');
    answers['test_recovery_key'] = () => null;
    type('Your recovery key', ' 7QK ');
    await press('Test it');
    expect(words()).toContain('This key opens your journal.');
    expect(asked('test_recovery_key').at(-1)).toEqual({ key: '7QK' });
  });

  it('revoke a key only where the passphrase is left', async () => {
    draw(WaysIn, { ways: { ...BOTH, passphrase: false, login: true } });
    expect(words()).not.toContain('Revoke…');
    await unmount(drawn ?? {});
    draw(WaysIn, { ways: BOTH });
    await press('Revoke…');
    type('Your passphrase', 'old');
    await press('Revoke it');
    expect(asked('revoke_recovery_key')).toEqual([{ proof: { passphrase: 'old' } }]);
    expect(document.activeElement?.textContent).toBe('Ways in');
  });

  it('let the login in only after a proof, and the switch says how it stands', async () => {
    draw(WaysIn, { ways: BOTH });
    const flip = document.querySelector<HTMLElement>('[role=switch]');
    flip?.click();
    await settle();
    expect(words()).toContain('Anyone using this account can read your journal');
    await press('Cancel');
    expect(flip?.getAttribute('aria-checked')).toBe('false');
    expect(asked('set_login_way')).toEqual([]);
    flip?.click();
    await settle();
    type('Your passphrase', 'old');
    await press('Let the login open it');
    expect(asked('set_login_way')).toEqual([{ on: true, proof: { passphrase: 'old' } }]);
  });

  it('need one beside the login', () => {
    draw(WaysIn, { ways: { passphrase: false, recovery_key: false, login: true } });
    expect(document.querySelector<HTMLButtonElement>('[role=switch]')?.disabled).toBe(true);
  });
});

describe('the card about backups', () => {
  const health: BackupHealth = {
    last: { file: '/b/one', made_ms: Date.now(), bytes: 1_234_567, entries: 120, reminders: 3 },
    folder: '/b',
    count: 2,
    bytes: 2_400_000,
    next_ms: null,
    second_place: null,
    problem: null,
    undo_until_ms: null,
  };
  const show = async (part: Partial<BackupHealth> = {}, onrestore = () => {}) => {
    answers['get_backup_health'] ??= () => ({ ...health, ...part });
    draw(Backups, { onrestore });
    await settle();
  };

  it('says how well the journal is backed up', async () => {
    await show();
    expect(words()).toContain('Last backup: today');
    expect(words()).toContain('120 entries, 3 reminders, 1.2 MB, read back and opened.');
    expect(words()).toContain('2 backups, 2.4 MB together');
  });

  it('says that there is none yet, and what went wrong', async () => {
    await show({ last: null, count: 0, problem: 'The disk is full. Free some space.' });
    expect(words()).toContain('No backup yet');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The disk is full.');
  });

  it('can be asked again when it could not be read, and lets one restore all the same', async () => {
    answers['get_backup_health'] = refuse('internal', 'The folder could not be read.');
    const onrestore = vi.fn();
    await show({}, onrestore);
    await press('Restore…');
    expect(onrestore).toHaveBeenCalledOnce();
    answers['get_backup_health'] = () => health;
    await press('Try again');
    expect(words()).toContain('Last backup: today');
  });

  it('backs up when asked, and looks anew', async () => {
    answers['back_up_now'] = () => ({ ...health.last, entries: 121 });
    await show();
    await press('Back up now');
    expect(words()).toContain('Backed up: 121 entries, 3 reminders, 1.2 MB, read back and opened.');
    expect(asked('get_backup_health')).toHaveLength(2);
  });

  it('names each backup that is not whole', async () => {
    const problem = { code: 'damaged', message: 'This file is not a whole backup.', field: null };
    const check = { made_ms: Date.now(), bytes: 1_000_000 };
    const backups = [
      { ...check, file: '/b/one', problem: null },
      { ...check, file: '/b/two', problem },
    ];
    answers['verify_journal'] = () => ({ entries: 120, in_trash: 4, backups });
    await show();
    await press('Check everything now');
    expect(words()).toContain('Your journal is whole: 120 entries, 4 in the trash.');
    expect(words()).toContain('1 of 2 backups are whole.');
    const lines = [...document.querySelectorAll('li')].map((line) => line.textContent.trim());
    expect(lines[0]).toMatch(/whole$/);
    expect(lines[1]).toContain('This file is not a whole backup.');
  });

  it('says what is wrong with the journal itself', async () => {
    answers['verify_journal'] = refuse('damaged', 'Your journal file is damaged. Restore a backup.');
    await show();
    await press('Check everything now');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Your journal file is damaged.');
  });

  it('keeps a second place only when a folder was chosen', async () => {
    await show();
    await press('Choose a folder…');
    expect([said(), asked('get_backup_health').length]).toEqual([[], 1]);
    answers['choose_second_place'] = () => '/stick';
    answers['get_backup_health'] = () => ({ ...health, second_place: '/stick' });
    await press('Choose a folder…');
    expect(said()).toEqual(['Each backup is copied there too from now on.']);
    expect(words()).toContain('/stick');
    await press('Stop copying there');
    expect(asked('forget_second_place')).toHaveLength(1);
    expect(document.activeElement?.textContent).toBe('A second place');
  });

  it('brings back what a restore set aside', async () => {
    session.status = { ways: BOTH, undo: { of: 'restore', at_ms: Date.now(), until_ms: null } } as never;
    await show();
    expect(words()).toContain('A backup was restored today');
    session.flush = () => Promise.resolve(false);
    await press('Bring it back');
    expect(words()).toContain('Your last words are not saved, so nothing was changed.');
    expect(asked('undo_restore')).toHaveLength(0);
    session.flush = () => Promise.resolve(true);
    await press('Bring it back');
    expect(asked('undo_restore')).toHaveLength(1);
  });
});

describe('erasing everything', () => {
  it('asks for a proof, and keeps what stays until it was read', async () => {
    draw(EraseEverything, {});
    await press('Erase everything…');
    await press('Erase everything');
    expect(beside('Your passphrase')).toBe('Type your passphrase.');
    answers['erase_everything'] = () => ({ stays: ['Copies on the stick stay.'] });
    const settings = { theme: 'system', text_size: 100 };
    answers['status'] = () => ({ state: 'new', settings, notices: [] });
    type('Your passphrase', 'old');
    await press('Erase everything');
    expect(asked('erase_everything')).toEqual([{ proof: { passphrase: 'old' } }]);
    await unmount(drawn ?? {});
    document.body.replaceChildren();

    draw(App, {});
    await settle();
    expect(words()).toContain('Copies on the stick stay.');
    expect(words()).not.toContain('Step 1 of');
    await press('Begin anew');
    expect(words()).toContain('Step 1 of');
  });
});
