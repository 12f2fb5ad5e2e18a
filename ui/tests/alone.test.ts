// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import AloneView from '../src/views/alone/AloneView.svelte';
import { draw, flip, named, press, settle, unfold, words } from './drawn';
import { asked, refusal, said, shell } from './shell';
import { card, findFaults } from './two';

const FIRST = card('c:one', 'Which smell brings back your childhood?');
const SECOND = card('c:two', 'What made you laugh this week?');
const OPENER = 'I thought of something small today.';

/** The cards that are left; each that was seen is not drawn again while there is another. */
function deal(cards = [FIRST, SECOND]) {
  shell.answers['alone_now'] = ({ seen }: { seen: string[] }) => ({
    opener: OPENER,
    card: cards.find((each) => !seen.includes(each.card)) ?? cards[0] ?? null,
    note: cards.length === 0 ? 'This week’s questions are asked.' : null,
  });
}

async function begin() {
  draw(AloneView, {});
  await settle();
}

beforeEach(() => deal());

describe('We’re alone now', () => {
  it('shows an opener and one card, and begins at its title', async () => {
    await begin();
    expect(words()).toContain(OPENER);
    expect(words()).toContain(FIRST.text);
    expect(words()).not.toContain(SECOND.text);
    expect(document.activeElement?.textContent).toBe('We’re alone now');
    expect(await findFaults()).toEqual([]);
  });

  it('Another is no skip, and they come around again', async () => {
    await begin();
    await press('Another');
    expect(words()).toContain(SECOND.text);
    await press('Another');
    expect(words()).toContain(FIRST.text);
    await press('Another');
    expect(words()).toContain(SECOND.text);
    expect(asked('skip_card')).toEqual([]);
  });

  it('leaves a card aside, and asks quietly whether to hide it when that happens again', async () => {
    await begin();
    shell.answers['skip_card'] = () => ({ ask_to_hide: false });
    await press('Not this one');
    expect(asked('skip_card')).toEqual([{ card: 'c:one' }]);
    expect(words()).toContain(SECOND.text);
    expect(words()).not.toContain('Hide this card?');
    shell.answers['skip_card'] = () => ({ ask_to_hide: true });
    await press('Not this one');
    expect(words()).toContain(`Hide this card? “${SECOND.text}”`);
    await press('Hide it');
    expect(asked('mark_card')).toEqual([{ card: 'c:two', mark: { favorite: false, hidden: true } }]);
    expect(words()).not.toContain('Hide this card?');
    const [note] = shell.opened.notes.list;
    if (note) await shell.opened.notes.takeBack(note);
    expect(asked('mark_card')[1]).toEqual({ card: 'c:two', mark: { favorite: false, hidden: false } });
  });

  it('tells the shell where the two are', async () => {
    await begin();
    await flip();
    expect(asked('alone_now')).toEqual([
      { seen: [], inTransit: false },
      { seen: [], inTransit: true },
    ]);
  });

  it('Now go uses the card and leaves Today behind it', async () => {
    await begin();
    await press('Now go');
    expect(asked('go_now')).toEqual([{ card: 'c:one' }]);
    expect(shell.opened.page).toBe('today');
  });

  it('stays where it is when going is refused', async () => {
    shell.answers['go_now'] = refusal('storage_full', 'There is no room left.');
    shell.opened.page = 'alone';
    await begin();
    await press('Now go');
    expect([said(), shell.opened.page]).toEqual([['There is no room left.'], 'alone']);
    expect(words()).toContain(FIRST.text);
  });

  it('without a card says why kindly, and goes with the opener', async () => {
    deal([]);
    await begin();
    expect(words()).toContain('This week’s questions are asked.');
    expect(named('Not this one')).toBeUndefined();
    expect(await findFaults()).toEqual([]);
    await press('Now go');
    expect(asked('go_now')).toEqual([{ card: null }]);
  });

  it('says what is wrong and tries again', async () => {
    shell.answers['alone_now'] = refusal('damaged', 'The file is damaged.');
    await begin();
    expect(words()).toContain('The file is damaged.');
    deal();
    await press('Try again');
    expect(words()).toContain(FIRST.text);
  });

  it('folds the help away', async () => {
    await begin();
    expect(words()).not.toContain('You could begin');
    await unfold();
    expect(words()).toContain('You could begin: I see …');
  });

  it('is left by Escape', async () => {
    shell.opened.page = 'alone';
    await begin();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(shell.opened.page).toBe('today');
  });
});
