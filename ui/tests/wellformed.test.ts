import { expect, it } from 'vitest';
import { saveEntry } from '../src/lib/ipc';
import { wellFormed } from '../src/lib/wellFormed';
import { asked, shell } from './shell';

it('half a sign becomes U+FFFD on its way to the shell, and every other sign stays', async () => {
  shell.answers = {};
  await saveEntry({ id: 'a', base_rev: 0, text: 'before \ud800 after \udc00 😀\0', day: null });
  expect(asked('save_entry')).toEqual([
    { save: { id: 'a', base_rev: 0, text: 'before \ufffd after \ufffd 😀\0', day: null } },
  ]);
});

it('what is no text is left alone', () => {
  const bytes = new Uint8Array([1, 2]);
  const given = { bytes, list: ['\ud800', 1, null, undefined, true], of: { day: new Date(0) } };
  const kept = wellFormed(given);
  expect(kept).toEqual({ ...given, list: ['\ufffd', 1, null, undefined, true] });
  expect(kept.bytes).toBe(bytes);
});
