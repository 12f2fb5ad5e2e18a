/** A component on the page, used as a person uses it. Whoever imports this gets a fresh page and shell for each test. */
import { flushSync, mount, tick, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { Opened } from '../src/lib/opened.svelte';
import { session } from '../src/lib/session.svelte';
import { shell } from './shell';

let drawn: ReturnType<typeof mount> | undefined;

beforeEach(() => {
  // A test that says nothing of the status keeps the one that it began with.
  shell.answers = { status: () => session.status };
  shell.calls = [];
  shell.opened = new Opened();
});

afterEach(async () => {
  vi.useRealTimers();
  await wipe();
  Object.assign(session, {
    status: null,
    problem: null,
    starting: false,
    erased: null,
    warned: null,
    heard: [],
  });
  session.flush = () => Promise.resolve(true);
  document.body.replaceChildren();
});

export function draw<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
  drawn = mount(component, { target: document.body, props });
  flushSync();
}

export async function wipe() {
  if (drawn) await unmount(drawn);
  drawn = undefined;
}

/** Until what was asked of the shell is answered. */
export const settle = () => new Promise((resolve) => setTimeout(resolve)).then(tick);

const shown = (element: Element) => !element.closest('[hidden]');
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

export const words = () =>
  plain(
    [...document.body.children]
      .filter(shown)
      .map((child) => child.textContent)
      .join(' '),
  );
export const isDialogOpen = () => document.querySelector('dialog') !== null;
/** What can be pressed: in a dialog, only what is in it. */
export const buttons = () =>
  [...(document.querySelector('dialog') ?? document).querySelectorAll('button')].filter(shown);
const says = (button: HTMLButtonElement) => plain(button.getAttribute('aria-label') ?? button.textContent);
export const named = (name: string) => buttons().find((button) => says(button) === name);

export async function press(name: string) {
  const button = named(name);
  if (!button) throw new Error(`no button says ${name}, only ${buttons().map(says)}`);
  button.focus();
  button.click();
  await settle();
}

export async function choose(label: string) {
  const chip = [...document.querySelectorAll('label')].find((each) => plain(each.textContent) === label);
  if (!chip) throw new Error(`no choice says ${label}`);
  chip.querySelector('input')?.click();
  await settle();
}

/** The first switch. */
export const toggle = () => document.querySelector<HTMLButtonElement>('[role=switch]');

export async function flip() {
  toggle()?.click();
  await settle();
}

/** Opens what is folded away; this page knows no press on a summary. */
export async function unfold() {
  const fold = document.querySelector('details');
  if (fold) fold.open = true;
  fold?.dispatchEvent(new Event('toggle'));
  await settle();
}

/** The control that this label names. */
export function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const found = [...document.querySelectorAll('label')].find(
    (each) => shown(each) && plain(each.textContent) === label,
  );
  const control = found && document.getElementById(found.htmlFor);
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement))
    throw new Error(`no field is called ${label}`);
  return control;
}

export async function type(label: string, text: string) {
  const control = field(label);
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

/** Enter, in a form. */
export async function submit(label: string) {
  field(label).closest('form')?.requestSubmit();
  await settle();
}

/** What stands beside a field that was refused. */
export function beside(label: string): string | null {
  const ids = field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  const error = ids.find((id) => id.endsWith('-error'));
  return error ? (document.getElementById(error)?.textContent ?? null) : null;
}

/** What was said aloud at once. */
export const alert = () => plain(document.querySelector('[role=alert]')?.textContent ?? '');
