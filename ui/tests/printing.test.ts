// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import PrintDialog from '../src/views/journal/PrintDialog.svelte';
import { alert, beside, choose, draw, named, press, settle, type, wipe, words } from './drawn';
import { asked, refusal, shell } from './shell';

const printed = (id: string, day: string, text: string) => ({
  id,
  day,
  time: '18:30',
  blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text }] }],
});
const sheet = () => document.body.querySelector(':scope > .print-sheet');
const print = vi.fn();
const last = (command: string) => (asked(command).at(-1) as { printing: unknown }).printing;

beforeEach(() => {
  print.mockReset();
  window.print = print;
  shell.answers['count_printed'] = () => 2;
  shell.answers['print_entries'] = () => [
    printed('a', '2026-03-28', 'We walked.'),
    printed('b', '2026-03-29', 'We <b>sat</b>.'),
  ];
});

async function open(id: string | null, found: string | null = null) {
  shell.opened.today.data = { day: '2026-03-29' } as never;
  draw(PrintDialog, { id, found, onclose: () => {} });
  await settle();
}

describe('what goes on paper', () => {
  it('is the open entry, unless something else is chosen', async () => {
    await open('a');
    expect(last('count_printed')).toEqual({ what: 'entry', id: 'a' });
    expect(words()).toContain('The open entry.');
    expect(words()).not.toContain('What was found');
    await choose('Starred entries');
    expect(last('count_printed')).toEqual({ what: 'starred' });
    expect(words()).toContain('2 entries, oldest first.');
  });

  it('is a span of days, this month at first', async () => {
    await open(null);
    expect(words()).not.toContain('This entry');
    expect(last('count_printed')).toEqual({ what: 'days', from: '2026-03-01', to: '2026-03-29' });
    await type('First day', '2026-03-28');
    expect(last('count_printed')).toEqual({ what: 'days', from: '2026-03-28', to: '2026-03-29' });
  });

  it.each([
    ['the dialog is closed', () => wipe()],
    ['something else is chosen', () => choose('Starred entries')],
  ])('is nothing at all when %s before the entries are there', async (_, change) => {
    let arrive = (_: unknown) => {};
    shell.answers['print_entries'] = () => new Promise((done) => (arrive = done));
    await open('a');
    await press('Print');
    await change();
    arrive([printed('a', '2026-03-28', 'We walked.')]);
    await settle();
    await settle();
    // Without its sheet the window itself would be printed, with the open journal.
    expect([print.mock.calls.length, sheet()]).toEqual([0, null]);
  });

  it('is what was found, where something was', async () => {
    await open('a', 'lantern starred:');
    await choose('What was found');
    expect(last('count_printed')).toEqual({ what: 'found', text: 'lantern starred:' });
  });

  it('is refused at the field that has to change, and cannot be printed then', async () => {
    shell.answers['count_printed'] = refusal('invalid', 'The last day is before the first.', 'to');
    await open(null);
    expect(beside('Last day')).toBe('The last day is before the first.');
    expect(named('Print')?.getAttribute('aria-disabled')).toBe('true');
    await press('Print');
    expect(asked('print_entries')).toEqual([]);
    shell.answers['count_printed'] = refusal('invalid', 'There are no entries on these days.', 'what');
    await type('Last day', '2026-03-30');
    expect(alert()).toBe('There are no entries on these days.');
    expect(beside('Last day')).toBeNull();
  });
});

describe('the sheet', () => {
  it('holds exactly the chosen entries when the window prints, and goes with the dialog', async () => {
    print.mockImplementation(() => {
      expect([...(sheet()?.querySelectorAll('article') ?? [])].map((each) => each.textContent)).toEqual([
        expect.stringMatching(/Saturday, March 28, 2026, .*We walked\./),
        expect.stringMatching(/Sunday, March 29, 2026, .*We <b>sat<\/b>\./),
      ]);
    });
    await open(null);
    expect(sheet()).toBeNull();
    await press('Print');
    expect(print).toHaveBeenCalledOnce();
    expect(last('print_entries')).toEqual({ what: 'days', from: '2026-03-01', to: '2026-03-29' });
    expect(sheet()?.querySelectorAll('h2')).toHaveLength(2);
    await wipe();
    expect(sheet()).toBeNull();
  });

  it('goes when something else is chosen, so that no earlier choice is printed', async () => {
    await open('a');
    await press('Print');
    expect(sheet()).not.toBeNull();
    await choose('Starred entries');
    expect(sheet()).toBeNull();
  });

  it('says when it could not be printed', async () => {
    print.mockImplementation(() => {
      throw new Error('not here');
    });
    await open('a');
    await press('Print');
    expect(alert()).toContain('Printing did not work here.');
    expect(words()).toContain('A copy may stay in the print queue');
  });
});
