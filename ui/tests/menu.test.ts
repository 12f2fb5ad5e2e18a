// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import Menu from '../src/parts/Menu.svelte';
import { draw, named, press, settle } from './drawn';

const focused = () => document.activeElement?.textContent?.trim() ?? '';
async function key(name: string) {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  await settle();
}

function lay() {
  const chosen = vi.fn();
  const item = (label: string) => ({ label, icon: 'book' as const, onchoose: () => chosen(label) });
  draw(Menu, { label: 'More', items: [item('First'), item('Second'), item('Third')] });
  return chosen;
}

it('opens on its first deed, and the arrows go round', async () => {
  lay();
  await press('More');
  expect(focused()).toBe('First');
  await key('ArrowUp');
  expect(focused()).toBe('Third');
  await key('ArrowDown');
  expect(focused()).toBe('First');
  await key('End');
  expect(focused()).toBe('Third');
});

it('does what is chosen and gives the focus back', async () => {
  const chosen = lay();
  await press('More');
  await press('Second');
  expect(chosen).toHaveBeenCalledExactlyOnceWith('Second');
  expect(document.querySelector('[role=menu]')).toBeNull();
  expect(document.activeElement).toBe(named('More'));
});

it('is closed by Escape, which does nothing else, and by leaving it', async () => {
  const chosen = lay();
  const heard = vi.fn((event: KeyboardEvent) => event.defaultPrevented);
  window.addEventListener('keydown', heard);
  await press('More');
  await key('Escape');
  expect(heard).toHaveReturnedWith(true);
  expect(document.activeElement).toBe(named('More'));
  await key('ArrowDown');
  expect(focused()).toBe('First');
  (document.activeElement as HTMLElement).blur();
  await settle();
  expect(document.querySelector('[role=menu]')).toBeNull();
  expect(chosen).not.toHaveBeenCalled();
  window.removeEventListener('keydown', heard);
});
