/** The commands that read an entry, and those that put some on paper. */
import type { Printed } from './bindings/Printed';
import type { Printing } from './bindings/Printing';
import type { Reading } from './bindings/Reading';
import { call } from './ipc';

/** The stretch of an entry that begins at this byte of its text. */
export const readEntry = (id: string, from: number) => call<Reading>('read_entry', { id, from });
/** How many entries would go on paper. */
export const countPrinted = (printing: Printing) => call<number>('count_printed', { printing });
/** Those entries, oldest first. */
export const printEntries = (printing: Printing) => call<Printed[]>('print_entries', { printing });
