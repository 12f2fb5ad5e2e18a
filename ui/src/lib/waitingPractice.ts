import type { Today } from './bindings/Today';

/** The day's practice reminder that still waits: whatever is practiced answers it. */
export const waitingPractice = (today: Today | undefined): string | null =>
  today?.open.find(({ kind, day }) => kind === 'practice' && day === today.day)?.occurrence ?? null;
