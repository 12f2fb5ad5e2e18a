/** A component on the page, used as a person uses it. */
import { flushSync, mount, tick, unmount, type Component } from 'svelte';

let drawn: ReturnType<typeof mount> | undefined;

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
export const words = () =>
  [...document.body.children]
    .filter(shown)
    .map((child) => child.textContent)
    .join(' ')
    .replace(/\s+/g, ' ');
export const buttons = () => [...document.querySelectorAll('button')].filter(shown);
export const named = (name: string) =>
  buttons().find((button) => button.textContent.replace(/\s+/g, ' ').trim() === name);

export async function press(name: string) {
  const button = named(name);
  if (!button) throw new Error(`no button says ${name}, only ${buttons().map((each) => each.textContent)}`);
  button.click();
  await settle();
}

export async function choose(label: string) {
  const chip = [...document.querySelectorAll('label')].find((each) => each.textContent.trim() === label);
  if (!chip) throw new Error(`no choice says ${label}`);
  chip.querySelector('input')?.click();
  await settle();
}

/** The control that this label names. */
export function field(label: string): HTMLInputElement | HTMLTextAreaElement {
  const named = [...document.querySelectorAll('label')].find(
    (each) => shown(each) && each.textContent.trim() === label,
  );
  const control = named && document.getElementById(named.htmlFor);
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

export const refusal =
  (code: string, message: string, name: string | null = null) =>
  () => {
    throw { code, message, field: name };
  };
