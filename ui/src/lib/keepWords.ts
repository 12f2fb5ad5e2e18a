import { insistence } from './insistence';
import { Refusal } from './refusal';
import { session } from './session.svelte';

const NOT_KEPT = 'Your last words are not saved, so nothing was changed. Copy them, then ask again.';

/** For before the page goes: saves what is being written on it. What cannot be saved is refused, unless asked again. */
export function keepWords(message = NOT_KEPT): () => Promise<void> {
  const insisted = insistence();
  return async () => {
    if ((await session.flush()) || insisted()) return;
    throw new Refusal({ code: 'precondition', message, field: null });
  };
}
