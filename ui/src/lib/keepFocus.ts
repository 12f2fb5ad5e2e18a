import { tick } from 'svelte';

/** What had the focus is gone from the page: the keyboard goes on from the page itself. */
export async function keepFocus(): Promise<void> {
  await tick();
  if (document.activeElement === document.body)
    document.getElementById('main')?.focus({ preventScroll: true });
}
