import type { OccurrenceLine } from './bindings/OccurrenceLine';
import type { OccurrenceState } from './bindings/OccurrenceState';
import { clock, dayShort } from './formats';

const STATES: Record<OccurrenceState, string> = {
  due: 'Being shown',
  shown: 'Shown',
  done: 'Done',
  snoozed: 'Put off',
  skipped: 'Not this time',
  missed: 'Too late to be shown',
  dropped: 'Left out',
};

/** "Done", or "Shown at 18:32" where that is not when it was meant to be. */
export function stateWords({ state, due, shown }: Pick<OccurrenceLine, 'state' | 'due' | 'shown'>): string {
  if (state !== 'shown' || shown === null || shown.slice(0, 16) === due.slice(0, 16)) return STATES[state];
  const time = clock(shown.slice(11, 16));
  return shown.slice(0, 10) === due.slice(0, 10) ? `Shown at ${time}` : `Shown ${dayShort(shown)}, ${time}`;
}
