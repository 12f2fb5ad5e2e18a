import { insistence } from './insistence';
import { Refusal } from './refusal';
import { session } from './session.svelte';

/** For before the journal goes: saves what is being written. What cannot be saved is refused, unless asked again. */
export function keepWords(): () => Promise<void> {
  const insisted = insistence();
  return async () => {
    if ((await session.flush()) || insisted()) return;
    const message = 'Your last words are not saved, so nothing was changed. Copy them, then ask again.';
    throw new Refusal({ code: 'precondition', message, field: null });
  };
}
