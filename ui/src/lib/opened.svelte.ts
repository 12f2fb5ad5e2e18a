import { getContext, setContext } from 'svelte';
import type { About } from './bindings/About';
import type { ReminderDraft } from './bindings/ReminderDraft';
import type { Reminders } from './bindings/Reminders';
import type { Response } from './bindings/Response';
import type { TalkDraft } from './bindings/TalkDraft';
import type { Today } from './bindings/Today';
import { writeAbout } from './coach';
import { Drafts } from './drafts';
import type { Place } from './editor';
import { getToday, listReminders, saveEntry } from './ipc';
import { Notes } from './notes.svelte';
import { Query } from './query.svelte';
import { WeekDraft } from './week.svelte';

export type PageName =
  | 'today'
  | 'reminders'
  | 'journal'
  | 'practice'
  | 'talks'
  | 'progress'
  | 'alone'
  | 'week'
  | 'settings'
  | 'support'
  | 'partner'
  | 'time';

/** What is known of a talk before it is logged: the reminder that it answers, and the card or practice that it was. */
export type TalkAbout = Pick<TalkDraft, 'occurrence' | 'card' | 'practice' | 'plan'> & {
  /** How it went, when that was tapped already. */
  response?: Response;
};

/**
 * Everything that lives only while the journal is open. The shell view makes one and drops it when the journal
 * locks, so that no words outlive the lock in this window.
 */
export class Opened {
  page = $state<PageName>('today');
  /** The two-tap talk log is open. */
  talk = $state.raw<TalkAbout | null>(null);
  /** A line is being written over the page; when it is done, the window may leave with it. */
  writing = $state.raw<{ leaves: boolean } | null>(null);
  /** The pause dialog is open, for one reminder or for all. */
  pausing = $state.raw<{ reminder: string | null; name: string } | null>(null);
  /** The reminder in the editor. It waits here while "How time works" is read. */
  editing = $state.raw<ReminderDraft | null>(null);
  /** "How time works" was just left by its Back. */
  hasRead = false;
  /** A new entry was asked for; the journal begins it and clears this. */
  newEntryWanted = $state(false);
  /** The journal's search was asked for; its field takes the focus and clears this. */
  searchWanted = $state(false);
  /** An entry was asked for by its id; the journal opens it and clears this. */
  entryWanted = $state<string | null>(null);
  /** The practice whose page is open, on the Practice page. */
  practice = $state<string | null>(null);
  /** The plan that is open, on the Talks page; `new` begins one. */
  plan = $state<string | null>(null);
  /** What a new plan begins with. */
  planWish = '';
  readonly today = new Query<Today>(getToday);
  readonly reminders = new Query<Reminders>(listReminders);
  readonly notes = new Notes();
  readonly drafts = new Drafts(saveEntry);
  /** What is answered and written about the week. It waits here while another page is read. */
  readonly week = new WeekDraft();
  /** The entry that is asked for takes the keyboard; the journal clears this. */
  toWrite = false;
  /** Entries are opened for reading, since that was chosen last. */
  reading = false;
  /** Where the cursor stood in each entry that was left. */
  readonly places = new Map<string, Place>();

  goTo(page: PageName): void {
    const comesBack = page === 'reminders' && this.page === 'time';
    if (page !== 'time' && !comesBack) this.editing = null;
    // From one practice, the page's own name leads back to all of them.
    if (page !== 'practice' || this.page === 'practice') this.practice = null;
    if (page !== 'talks') this.plan = null;
    this.page = page;
  }

  writeNewEntry(): void {
    this.goTo('journal');
    this.newEntryWanted = true;
  }

  search(): void {
    this.goTo('journal');
    this.searchWanted = true;
  }

  openEntry(id: string): void {
    this.goTo('journal');
    this.entryWanted = id;
  }

  openPractice(practice: string): void {
    this.goTo('practice');
    this.practice = practice;
  }

  /** Begins a plan about this. */
  planAbout(wish: string): void {
    this.planWish = wish;
    this.openPlan('new');
  }

  openPlan(plan: string): void {
    this.goTo('talks');
    this.plan = plan;
  }

  /** Opens the entry about a talk, a plan, thanks or a practice; the first time it is begun with a prompt. */
  writeAbout = async (about: About): Promise<void> => {
    try {
      const { id } = await writeAbout(about);
      // Whoever asks for it wants to write, also after reading was chosen last.
      this.reading = false;
      this.toWrite = true;
      this.openEntry(id);
    } catch (cause) {
      this.notes.refuse('write', cause);
    }
  };

  /** Saves everything that is being written. Answers whether the vault has it all. */
  flush = async (): Promise<boolean> => {
    const kept = await Promise.all([this.drafts.flush(), this.week.flush()]);
    return kept.every(Boolean);
  };

  drop(): void {
    this.drafts.drop();
    this.week.drop();
    this.talk = null;
    this.writing = null;
    this.places.clear();
    this.today.drop();
    this.reminders.drop();
    this.notes.drop();
    this.editing = null;
    this.practice = null;
    this.plan = null;
    this.planWish = '';
  }
}

const KEY = Symbol('opened');

export const provideOpened = (opened: Opened): Opened => setContext(KEY, opened);
export const useOpened = (): Opened => getContext<Opened>(KEY);
