import { describe, expect, it } from 'vitest';
import { asideWords, fileName, keptWords, nextWords, proofWords } from '../src/lib/backupWords';
import type { BackupHealth } from '../src/lib/bindings/BackupHealth';
import { count, fileSize } from '../src/lib/formats';
import { emptyProof, proofFault, sentProof } from '../src/lib/proofs';

const now = new Date(2026, 10, 22, 14, 5).getTime();
const DAY = 24 * 3_600_000;
const plain = (text: string) => text.replace(/\u202f/g, ' ');
const last = { file: '/b/one.bak', made_ms: now, bytes: 1_234_567, entries: 120, reminders: 3 };
const health = { last, count: 23, bytes: 27_100_000, next_ms: null } as unknown as BackupHealth;

describe('a size', () => {
  it.each([
    [0, '1 kB'],
    [1_499, '1 kB'],
    [999_499, '999 kB'],
    [999_960, '1 MB'],
    [1_234_567, '1.2 MB'],
    [27_100_000, '27 MB'],
    [999_960_000, '1 GB'],
    [12_340_000_000, '12 GB'],
    [2_000_000_000_000, '2,000 GB'],
  ])('of %i bytes is %s', (bytes, words) => expect(fileSize(bytes)).toBe(words));
});

describe('a backup', () => {
  it('says what it holds and that it was proven', () => {
    expect(proofWords(last)).toBe('120 entries, 3 reminders, 1.2 MB, read back and opened');
    expect(proofWords({ ...last, entries: 1, reminders: 1 })).toContain('1 entry, 1 reminder,');
    expect(count(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('is counted with the others', () => {
    expect(keptWords(health)).toBe('23 backups, 27 MB together');
    expect(keptWords({ ...health, count: 1 })).toBe('1 backup, 27 MB');
  });

  it.each([
    [now + 3_600_000, 'today 3:05 PM'],
    [now - 1, 'in a moment'],
    [null, 'when something changes; the last one holds everything'],
  ])('comes next at %j: %s', (next_ms, words) =>
    expect(plain(nextWords({ ...health, next_ms }, now))).toBe(words),
  );

  it.each([
    ['/home/a/b/one.bak', 'one.bak'],
    ['C:\\b\\one.bak', 'one.bak'],
    ['one.bak', 'one.bak'],
  ])('%s is named %s', (path, name) => expect(fileName(path)).toBe(name));
});

describe('what was set aside', () => {
  it('says by what, and until when it can come back', () => {
    const undo = { of: 'restore', at_ms: now - DAY, until_ms: now + 29 * DAY } as const;
    expect(plain(asideWords(undo, now))).toBe(
      'Your journal was replaced yesterday 2:05 PM. What was here before is kept whole until Mon, Dec 21.',
    );
    expect(plain(asideWords({ of: 'start_anew', at_ms: now, until_ms: null }, now))).toBe(
      'Another journal was set aside today 2:05 PM. It is kept whole.',
    );
  });
});

describe('a proof', () => {
  it('begins with the passphrase where there is one', () => {
    const ways = { passphrase: true, recovery_key: true, login: false };
    expect(emptyProof(ways)).toEqual({ passphrase: '' });
    expect(emptyProof({ ...ways, passphrase: false })).toEqual({ recovery_key: '' });
  });

  it('keeps every blank of a passphrase, and drops those around a key', () => {
    expect(sentProof({ passphrase: ' a ' })).toEqual({ passphrase: ' a ' });
    expect(sentProof({ recovery_key: ' 7QK \n' })).toEqual({ recovery_key: '7QK' });
  });

  it.each([
    [{ passphrase: '' }, 'Type your passphrase.'],
    [{ passphrase: ' ' }, null],
    [{ recovery_key: ' ' }, 'Type your recovery key.'],
    [{ recovery_key: '7' }, null],
  ])('%j lacks: %s', (proof, fault) => expect(proofFault(proof)).toBe(fault));
});
