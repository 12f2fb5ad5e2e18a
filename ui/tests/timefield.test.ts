// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import TimeField from '../src/parts/TimeField.svelte';

const onchange = vi.fn();
let field: ReturnType<typeof mount>;
let input: HTMLInputElement;

function draw(props: { value: string; refuse?: (time: string) => string | null }) {
  field = mount(TimeField, { target: document.body, props: { label: 'Time', onchange, ...props } });
  flushSync();
  const found = document.querySelector('input');
  if (!found) throw new Error('the field was not drawn');
  input = found;
  input.focus();
}

function type(text: string) {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  input.dispatchEvent(event);
  flushSync();
  return event;
}

function leave() {
  input.blur();
  flushSync();
}

const shown = () => input.value.replace(/\u202f/g, ' ');
const isOpen = () => input.getAttribute('aria-expanded') === 'true';
const error = () => document.querySelector('.error')?.textContent ?? null;

beforeEach(() => onchange.mockClear());
afterEach(async () => {
  await unmount(field);
  document.body.replaceChildren();
});

describe('typing', () => {
  it('takes what was typed when the field is left, and shows it as a time', () => {
    draw({ value: '19:00' });
    type('0815');
    expect(onchange).not.toHaveBeenCalled();
    leave();
    expect(onchange).toHaveBeenCalledExactlyOnceWith('08:15');
    expect(shown()).toBe('8:15 AM');
  });

  it('keeps wrong words in the field and says what a time looks like', () => {
    draw({ value: '19:00' });
    type('25:00');
    expect(error()).toBeNull();
    expect(input.checkValidity()).toBe(false);
    leave();
    expect([shown(), input.getAttribute('aria-invalid')]).toEqual(['25:00', 'true']);
    expect(error()).toContain('18:30');
    expect(onchange).not.toHaveBeenCalled();
    type('7');
    leave();
    expect([error(), input.checkValidity()]).toEqual([null, true]);
  });

  it('refuses a time that is not allowed here', () => {
    draw({ value: '04:00', refuse: (time) => (time > '06:00' ? 'Too late.' : null) });
    type('7:30');
    leave();
    expect([error(), onchange.mock.calls.length]).toEqual(['Too late.', 0]);
  });

  it('says nothing when nothing changed', () => {
    draw({ value: '19:00' });
    type('7 pm');
    leave();
    expect(onchange).not.toHaveBeenCalled();
  });
});

describe('the list', () => {
  it('is walked in fives with the arrows and taken with Enter', () => {
    draw({ value: '19:00' });
    press('ArrowDown');
    expect([isOpen(), document.querySelectorAll('[role=option]').length]).toEqual([true, 24]);
    press('ArrowDown');
    press('ArrowDown');
    const enter = press('Enter');
    expect(enter.defaultPrevented).toBe(true);
    expect(onchange).toHaveBeenCalledExactlyOnceWith('19:10');
    expect(isOpen()).toBe(false);
  });

  it('closes on Escape and keeps that key from the dialog around it', () => {
    draw({ value: '19:00' });
    press('ArrowDown');
    expect(press('Escape').defaultPrevented).toBe(true);
    expect(isOpen()).toBe(false);
    expect(press('Escape').defaultPrevented).toBe(false);
  });

  it('leaves Enter to the form when no time is chosen in it', () => {
    draw({ value: '19:00' });
    type('18:30');
    expect(press('Enter').defaultPrevented).toBe(false);
  });
});
