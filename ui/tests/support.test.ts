// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { SupportLine } from '../src/lib/bindings/SupportLine';
import { session } from '../src/lib/session.svelte';
import LockScreen from '../src/views/lock/LockScreen.svelte';
import PartnerView from '../src/views/partner/PartnerView.svelte';
import TheTwoOfYou from '../src/views/settings/TheTwoOfYou.svelte';
import SupportView from '../src/views/support/SupportView.svelte';
import { buttons, draw, flip, isDialogOpen, press, settle, toggle, words } from './drawn';
import { asked, refusal, said, shell } from './shell';
import { findFaults, FREE, plain } from './two';

const line = (number: number, region: string): SupportLine => ({
  number,
  name: `Line ${number}`,
  region,
  who: 'Anyone.',
  call: `555-000${number}`,
  address: `https://line${number}.example/help`,
  checked: '2026-11-26',
});

async function see(page: typeof SupportView | typeof PartnerView) {
  draw(page, {});
  await settle();
}

beforeEach(() => {
  shell.answers['get_support'] = () => ({
    title: 'Support',
    paragraphs: ['If this computer may be watched, use another device.'],
    if_you_hurt_them: 'Stop the exercises.',
    lines_title: 'People you can talk to',
    lines_note: 'Numbers change.',
    for_safe_couples: 'A counselor can help.',
    lines: [line(7, 'Worldwide'), line(2, 'Canada'), line(9, 'Canada')],
  });
  shell.answers['get_partner_page'] = () => ({
    title: 'If you are the partner',
    paragraphs: ['You owe it nothing.'],
  });
});

describe('support', () => {
  it('begins with what to know about this computer, and has its lines by region', async () => {
    await see(SupportView);
    const text = words();
    const order = [
      'may be watched',
      'Worldwide (1)',
      'Canada (2)',
      'Stop the exercises.',
      'A counselor can help.',
    ];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((one, other) => one - other),
    );
    expect(text).toContain('555-0007');
    expect(await findFaults()).toEqual([]);
  });

  it('opens a page by its number, and only when the whole address was seen', async () => {
    await see(SupportView);
    await press('Open page: Line 7');
    expect(asked('open_link')).toEqual([]);
    expect(words()).toContain('https://line7.example/help');
    expect(await findFaults()).toEqual([]);
    await press('Cancel');
    expect([isDialogOpen(), asked('open_link').length]).toEqual([false, 0]);
    await press('Open page: Line 7');
    await press('Open page');
    expect(asked('open_link')).toEqual([{ number: 7 }]);
    expect(isDialogOpen()).toBe(false);
  });

  it('leaves the address to copy where no browser opens', async () => {
    shell.answers['open_link'] = refusal('unavailable', 'The page could not be opened. Copy its address.');
    await see(SupportView);
    await press('Open page: Line 7');
    await press('Open page');
    expect(words()).toContain('The page could not be opened.');
    expect(words()).toContain('https://line7.example/help');
    expect(buttons().map((button) => plain(button.textContent))).toContain('Copy the address');
  });
});

describe('the page for the partner', () => {
  it('leads to Support', async () => {
    await see(PartnerView);
    expect(words()).toContain('You owe it nothing.');
    await press('Support');
    expect(shell.opened.page).toBe('support');
  });

  it('is reached while the journal is locked, and leads back', async () => {
    session.status = {
      state: 'locked',
      ways: { passphrase: true, recovery_key: false, login: false },
      settings: {},
      notices: [],
    } as never;
    draw(LockScreen, {});
    await press('About');
    await press('For your partner');
    expect(words()).toContain('You owe it nothing.');
    const back = () => buttons().find((button) => button.textContent.includes('Back'));
    back()?.click();
    await settle();
    expect(words()).toContain('About Ajar');
  });
});

describe('the two of you, in Settings', () => {
  const show = async (part: object) => {
    shell.answers['get_easing'] = () => ({ ...FREE, ...part });
    draw(TheTwoOfYou, {});
    await settle();
  };
  const chosen = () => asked('choose_easing').map((args) => (args as { choice: unknown }).choice);
  const takeBack = async () => {
    const note = shell.opened.notes.latest;
    if (note) await shell.opened.notes.takeBack(note);
  };

  it('can part, and take it back', async () => {
    await show({});
    await flip();
    await takeBack();
    expect(chosen()).toEqual([{ choice: 'parted' }, { choice: 'together_again' }]);
  });

  it('goes back when it is refused', async () => {
    shell.answers['choose_easing'] = refusal('storage_full', 'There is no room left.');
    await show({});
    await flip();
    expect([toggle()?.getAttribute('aria-checked'), said()]).toEqual(['false', ['There is no room left.']]);
  });

  it.each(['free', 'own_only', 'rest'])(
    'offers to bring practices back in the same words while %s',
    async (mode) => {
      await show({ mode });
      const before = words();
      await press('Bring back practices with my partner');
      expect([before, said(), chosen()]).toEqual([words(), ['Saved.'], [{ choice: 'bring_back' }]]);
      expect(before).toContain('For when Today shows only your own practice');
    },
  );

  it('lists what they asked to leave, and takes it off when they lift it', async () => {
    await show({ mode: 'stopped', stopped_topics: [{ topic: 'money', title: 'Money' }] });
    expect(await findFaults()).toEqual([]);
    for (const button of buttons().filter(
      (each) => plain(each.textContent) === 'They said it is all right again',
    ))
      button.click();
    await settle();
    expect(chosen()).toEqual([
      { choice: 'lifted', topic: null },
      { choice: 'lifted', topic: 'money' },
    ]);
  });
});
