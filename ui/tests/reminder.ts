/** A reminder as the shell tells it, and one of its times ahead. */
import type { PreviewLine } from '../src/lib/bindings/PreviewLine';
import type { ReminderRow } from '../src/lib/bindings/ReminderRow';

export const ROW: ReminderRow = {
  id: 'r',
  kind: 'moment',
  name: 'Car ride',
  time: '17:30',
  until_time: null,
  when: { how: 'weekly', days: ['mo', 'tu', 'we', 'th', 'fr'], every_weeks: 1 },
  zone: null,
  lead_min: 10,
  quiet: 'drop',
  enabled: true,
  pause: null,
  next: { kind: 'moment', name: 'Car ride', local: '2026-11-27T17:20:00', in_days: 1, in_minutes: 1500 },
};

export const LINE: PreviewLine = {
  local: '2026-11-27T18:30:00',
  in_days: 1,
  note: '',
  fires: true,
  question: false,
  may_rest: false,
  in_quiet: false,
};

/** Some versions of Intl put a narrow space before AM and PM. */
export const plain = (text: string) => text.replace(/\u202f/g, ' ');
