import { getContext, setContext } from 'svelte';
import type { Reminders } from './bindings/Reminders';
import type { Today } from './bindings/Today';
import { Drafts } from './drafts';
import { getToday, listReminders, saveEntry } from './ipc';
import { Notes } from './notes.svelte';
import { Query } from './query.svelte';

export type PageName = 'today' | 'reminders' | 'journal' | 'progress' | 'settings' | 'support';

/**
 * Everything that lives only while the journal is open. The shell view makes one and drops it when the journal
 * locks, so that no words outlive the lock in this window.
 */
export class Opened {
  page = $state<PageName>('today');
  /** The two-tap talk log is open; `occurrence` names the reminder that it answers. */
  talk = $state.raw<{ occurrence: string | null } | null>(null);
  /** The pause dialog is open, for one reminder or for all. */
  pausing = $state.raw<{ reminder: string | null; name: string } | null>(null);
  /** A new entry was asked for; the journal begins it and clears this. */
  newEntryWanted = $state(false);
  readonly today = new Query<Today>(getToday);
  readonly reminders = new Query<Reminders>(listReminders);
  readonly notes = new Notes();
  readonly drafts = new Drafts(saveEntry);

  goTo(page: PageName): void {
    this.page = page;
  }

  writeNewEntry(): void {
    this.page = 'journal';
    this.newEntryWanted = true;
  }

  drop(): void {
    this.drafts.drop();
    this.today.drop();
    this.reminders.drop();
    this.notes.list = [];
  }
}

const KEY = Symbol('opened');

export const provideOpened = (opened: Opened): Opened => setContext(KEY, opened);
export const useOpened = (): Opened => getContext<Opened>(KEY);
