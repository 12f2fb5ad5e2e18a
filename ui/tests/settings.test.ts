// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackupHealth } from '../src/lib/bindings/BackupHealth';
import type { Ways } from '../src/lib/bindings/Ways';
import { session } from '../src/lib/session.svelte';
import App from '../src/App.svelte';
import Backups from '../src/views/settings/backups/Backups.svelte';
import WaysIn from '../src/views/settings/keys/WaysIn.svelte';
import EraseEverything from '../src/views/settings/privacy/EraseEverything.svelte';
import {
  alert,
  beside,
  draw,
  field,
  flip,
  isDialogOpen,
  press,
  settle,
  toggle,
  type,
  wipe,
  words,
} from './drawn';
import { asked, refusal, said, shell } from './shell';

const DAY = 24 * 3_600_000;
const BOTH: Ways = { passphrase: true, recovery_key: true, login: false };
beforeEach(() => {
  session.status = { ways: BOTH, undo: null } as never;
});

describe('changing the passphrase', () => {
  beforeEach(async () => {
    shell.answers['rate_passphrase'] = () => ({ accepted: true, strength: 3, advice: '' });
    draw(WaysIn, { ways: BOTH });
    await press('Change…');
  });

  it('says everything that is missing at once, and sends nothing', async () => {
    await press('Change it');
    expect([beside('Your passphrase'), beside('New passphrase')]).toEqual([
      'Type your passphrase.',
      'Use at least 8 characters. Four unrelated words work well.',
    ]);
    await type('Your passphrase', 'old');
    expect(beside('Your passphrase')).toBeNull();
    await type('New passphrase', 'four new words');
    await type('New passphrase once more', 'other');
    await press('Change it');
    expect(beside('New passphrase once more')).toContain('not the same');
    expect(asked('change_passphrase')).toEqual([]);
  });

  it('puts each refusal beside its field, and keeps what was typed', async () => {
    await type('Your passphrase', 'old');
    await type('New passphrase', 'password');
    await type('New passphrase once more', 'password');
    shell.answers['change_passphrase'] = refusal('wrong_passphrase', 'That does not open it.');
    await press('Change it');
    expect(beside('Your passphrase')).toBe('That does not open it.');
    shell.answers['change_passphrase'] = refusal('invalid', 'Too common.', 'passphrase');
    await press('Change it');
    expect([beside('Your passphrase'), beside('New passphrase')]).toEqual([null, 'Too common.']);
    shell.answers['change_passphrase'] = refusal('precondition', 'Wait 4 seconds, then try again.');
    await press('Change it');
    expect(alert()).toContain('Wait 4 seconds');
    expect([field('Your passphrase').value, field('New passphrase').value]).toEqual(['old', 'password']);
  });

  it('sends the proof to the letter, says so, and gives the focus back', async () => {
    await type('Your passphrase', ' old ');
    await type('New passphrase', 'four new words');
    await type('New passphrase once more', 'four new words');
    await press('Change it');
    expect(asked('change_passphrase')).toEqual([{ proof: { passphrase: ' old ' }, new: 'four new words' }]);
    expect(said()).toEqual(['Your passphrase is changed. The old one now opens only older backups.']);
    expect([isDialogOpen(), document.activeElement?.textContent.trim()]).toEqual([false, 'Change…']);
  });

  it('takes the recovery key instead', async () => {
    await press('Use the recovery key instead');
    await type('Your recovery key', ' 7QK-2ZD ');
    await type('New passphrase', 'four new words');
    await type('New passphrase once more', 'four new words');
    await press('Change it');
    expect(asked('change_passphrase')).toEqual([
      { proof: { recovery_key: '7QK-2ZD' }, new: 'four new words' },
    ]);
  });

  it('is not sent twice, and stays until the answer is there', async () => {
    let answer = (_: null) => {};
    shell.answers['change_passphrase'] = () => new Promise((resolve) => (answer = resolve));
    await type('Your passphrase', 'old');
    await type('New passphrase', 'four new words');
    await type('New passphrase once more', 'four new words');
    await press('Change it');
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await press('Cancel');
    expect([asked('change_passphrase').length, isDialogOpen()]).toEqual([1, true]);
    answer(null);
    await settle();
    expect(isDialogOpen()).toBe(false);
  });
});

describe('a new recovery key', () => {
  it('is shown until the user says that it is kept', async () => {
    shell.answers['make_recovery_key'] = () => ({ recovery_key: '7QK-2ZD' });
    draw(WaysIn, { ways: BOTH });
    await press('Make a new one…');
    expect(words()).toContain('The key that you have now stops working.');
    await type('Your passphrase', 'old');
    await press('Make the key');
    document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await press('I have kept it');
    expect(words()).toContain('7QK-2ZD');
    expect(words()).toContain('Keep the key first, then check this box.');
    document.querySelector<HTMLElement>('dialog input[type=checkbox]')?.click();
    await press('I have kept it');
    expect([isDialogOpen(), words().includes('7QK-2ZD')]).toEqual([false, false]);
    expect(said()).toEqual(['Your new recovery key works. The old one now opens only older backups.']);
  });

  it('counts as somebody being there for as long as it is shown', async () => {
    shell.answers['make_recovery_key'] = () => ({ recovery_key: '7QK-2ZD' });
    draw(WaysIn, { ways: BOTH });
    await press('Make a new one…');
    await type('Your passphrase', 'old');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await press('Make the key');
    vi.advanceTimersByTime(60_000);
    expect(asked('touch')).toHaveLength(7);
    await wipe();
    vi.advanceTimersByTime(60_000);
    expect(asked('touch')).toHaveLength(7);
  });

  it('comes with a sheet for the printer that leaves with it', async () => {
    shell.answers['rekey'] = () => ({ recovery_key: '7QK-2ZD' });
    draw(WaysIn, { ways: BOTH });
    await press('Make a new key…');
    await type('Your passphrase', 'old');
    await press('Make a new key');
    expect(document.querySelector('body > .print-sheet')?.textContent).toContain('7QK-2ZD');
    document.querySelector<HTMLElement>('dialog input[type=checkbox]')?.click();
    await press('I have kept it');
    expect(document.querySelector('.print-sheet')).toBeNull();
  });

  it('is none when there was none to replace', async () => {
    shell.answers['rekey'] = () => ({ recovery_key: null });
    draw(WaysIn, { ways: { ...BOTH, recovery_key: false } });
    await press('Make a new key…');
    await type('Your passphrase', 'old');
    await press('Make a new key');
    expect(isDialogOpen()).toBe(false);
    expect(said()[0]).toContain('Everything has a new key.');
  });
});

describe('the other ways in', () => {
  it('test a key without changing anything', async () => {
    draw(WaysIn, { ways: BOTH });
    await press('Test it…');
    shell.answers['test_recovery_key'] = refusal('wrong_passphrase', 'This key does not open it.');
    await type('The key from your copy', 'wrong');
    await press('Test it');
    expect(beside('The key from your copy')).toBe('This key does not open it.');
    shell.answers['test_recovery_key'] = () => null;
    await type('The key from your copy', ' 7QK ');
    await press('Test it');
    expect(words()).toContain('This key opens your journal.');
    expect(asked('test_recovery_key').at(-1)).toEqual({ key: '7QK' });
  });

  it('revoke a key only where the passphrase is left', async () => {
    draw(WaysIn, { ways: { ...BOTH, passphrase: false, login: true } });
    expect(words()).not.toContain('Revoke…');
    await wipe();
    draw(WaysIn, { ways: BOTH });
    await press('Revoke…');
    await type('Your passphrase', 'old');
    await press('Revoke it');
    expect(asked('revoke_recovery_key')).toEqual([{ proof: { passphrase: 'old' } }]);
    expect(document.activeElement?.textContent).toBe('Ways in');
  });

  it('let the login in only after a proof, and the switch says how it stands', async () => {
    draw(WaysIn, { ways: BOTH });
    await flip();
    expect(words()).toContain('Anyone using this account can read your journal');
    await press('Cancel');
    expect(toggle()?.getAttribute('aria-checked')).toBe('false');
    expect(asked('set_login_way')).toEqual([]);
    await flip();
    await type('Your passphrase', 'old');
    await press('Let the login open it');
    expect(asked('set_login_way')).toEqual([{ on: true, proof: { passphrase: 'old' } }]);
  });

  it('need one beside the login', () => {
    draw(WaysIn, { ways: { passphrase: false, recovery_key: false, login: true } });
    expect(toggle()?.disabled).toBe(true);
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
    shell.answers['get_backup_health'] ??= () => ({ ...health, ...part });
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
    expect(alert()).toContain('The disk is full.');
  });

  it('can be asked again when it could not be read, and lets one restore all the same', async () => {
    shell.answers['get_backup_health'] = refusal('internal', 'The folder could not be read.');
    const onrestore = vi.fn();
    await show({}, onrestore);
    await press('Restore…');
    expect(onrestore).toHaveBeenCalledOnce();
    shell.answers['get_backup_health'] = () => health;
    await press('Try again');
    expect(words()).toContain('Last backup: today');
  });

  it('backs up when asked, and looks anew', async () => {
    shell.answers['back_up_now'] = () => ({ ...health.last, entries: 121 });
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
    shell.answers['verify_journal'] = () => ({ entries: 120, in_trash: 4, backups });
    await show();
    await press('Check everything now');
    expect(words()).toContain('Your journal is whole: 120 entries, 4 in the trash.');
    expect(words()).toContain('1 of 2 backups are whole.');
    const lines = [...document.querySelectorAll('li')].map((line) => line.textContent.trim());
    expect(lines[0]).toMatch(/whole$/);
    expect(lines[1]).toContain('This file is not a whole backup.');
  });

  it('says what is wrong with the journal itself', async () => {
    shell.answers['verify_journal'] = refusal('damaged', 'Your journal file is damaged. Restore a backup.');
    await show();
    await press('Check everything now');
    expect(alert()).toContain('Your journal file is damaged.');
  });

  it('keeps a second place only when a folder was chosen', async () => {
    await show();
    await press('Choose a folder…');
    expect([said(), asked('get_backup_health').length]).toEqual([[], 1]);
    shell.answers['choose_second_place'] = () => '/stick';
    shell.answers['get_backup_health'] = () => ({ ...health, second_place: '/stick' });
    await press('Choose a folder…');
    expect(said()).toEqual(['Each backup is copied there too from now on.']);
    expect(words()).toContain('/stick');
    await press('Stop copying there');
    expect(asked('forget_second_place')).toHaveLength(1);
    expect(document.activeElement?.textContent).toBe('A second place');
  });

  it.each([
    ['restore', Date.now() + 3 * DAY, 'Your journal was replaced'],
    ['start_anew', null, 'Another journal was set aside'],
  ] as const)('offers what a %s set aside for as long as it is kept', async (of, until_ms, sentence) => {
    session.status = { ways: BOTH, undo: { of, at_ms: Date.now() - 27 * DAY, until_ms } } as never;
    await show();
    expect(words()).toContain(sentence);
    expect(words()).toContain('Bringing it back swaps the two');
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
    shell.answers['erase_everything'] = () => ({ stays: ['Copies on the stick stay.'] });
    const settings = { theme: 'system', text_size: 100 };
    shell.answers['status'] = () => ({ state: 'new', settings, notices: [] });
    await type('Your passphrase', 'old');
    await press('Erase everything');
    expect(asked('erase_everything')).toEqual([{ proof: { passphrase: 'old' } }]);
    await wipe();
    document.body.replaceChildren();

    draw(App, {});
    await settle();
    expect(words()).toContain('Copies on the stick stay.');
    expect(words()).not.toContain('Step 1 of');
    await press('Begin anew');
    expect(words()).toContain('Step 1 of');
  });
});
