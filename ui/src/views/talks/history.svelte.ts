import type { Talk } from '../../lib/bindings/Talk';
import { listTalks } from '../../lib/coach';
import { Query } from '../../lib/query.svelte';

/** The talks from the newest one on, as many pages as were asked for. */
export class History extends Query<{ talks: Talk[]; more: boolean }> {
  busy = $state(false);
  // Not reactive: a page more is read by `showMore`, not by whoever keeps this fresh.
  readonly #wanted: { pages: number };

  constructor() {
    const wanted = { pages: 1 };
    super(() => read(wanted.pages));
    this.#wanted = wanted;
  }

  showMore = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    this.#wanted.pages += 1;
    await this.reload();
    this.busy = false;
  };
}

async function read(pages: number): Promise<{ talks: Talk[]; more: boolean }> {
  const talks: Talk[] = [];
  for (let page = 0; page < pages; page += 1) {
    const last = talks.at(-1);
    const found = await listTalks(last ? { day: last.day, id: last.id } : null);
    talks.push(...found.talks);
    if (!found.more) return { talks, more: false };
  }
  return { talks, more: true };
}
