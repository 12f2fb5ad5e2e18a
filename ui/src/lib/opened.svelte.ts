import { getContext, setContext } from 'svelte';
import type { ReminderDraft } from './bindings/ReminderDraft';
import type { Reminders } from './bindings/Reminders';
import type { Today } from './bindings/Today';
import { Drafts } from './drafts';
import { getToday, listReminders, saveEntry } from './ipc';
import { Notes } from './notes.svelte';
import { Query } from './query.svelte';

export type PageName = 'today' | 'reminders' | 'journal' | 'progress' | 'settings' | 'support' | 'time';

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
  /** The reminder in the editor. It waits here while "How time works" is read. */
  editing = $state.raw<ReminderDraft | null>(null);
  /** "How time works" was just left by its Back. */
  hasRead = false;
  /** A new entry was asked for; the journal begins it and clears this. */
  newEntryWanted = $state(false);
  readonly today = new Query<Today>(getToday);
  readonly reminders = new Query<Reminders>(listReminders);
  readonly notes = new Notes();
  readonly drafts = new Drafts(saveEntry);

  goTo(page: PageName): void {
    const comesBack = page === 'reminders' && this.page === 'time';
    if (page !== 'time' && !comesBack) this.editing = null;
    this.page = page;
  }

  writeNewEntry(): void {
    this.goTo('journal');
    this.newEntryWanted = true;
  }

  drop(): void {
    this.drafts.drop();
    this.today.drop();
    this.reminders.drop();
    this.notes.list = [];
    this.editing = null;
  }
}

const KEY = Symbol('opened');

export const provideOpened = (opened: Opened): Opened => setContext(KEY, opened);
export const useOpened = (): Opened => getContext<Opened>(KEY);
