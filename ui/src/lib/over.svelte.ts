import { tick } from 'svelte';

/**
 * The page that lies over another one for a while. What is under it stays drawn, so that nothing typed is lost, and the
 * focus comes back to where it left.
 */
export class Over<Name extends string> {
  page = $state<Name | null>(null);
  #asker: HTMLElement | null = null;

  /** A click handler that opens this page. */
  to(page: Name): (event: MouseEvent) => void {
    return (event) => {
      if (event.currentTarget instanceof HTMLElement) this.#asker = event.currentTarget;
      this.page = page;
    };
  }

  leave = async (): Promise<void> => {
    this.page = null;
    await tick();
    this.#asker?.focus();
  };
}
