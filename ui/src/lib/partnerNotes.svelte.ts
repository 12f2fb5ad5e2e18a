import { QUIET_MS } from './autosave';
import type { PartnerNotes } from './bindings/PartnerNotes';
import { getPartnerNotes, savePartnerNotes } from './coach';
import { asRefusal, type Refusal } from './refusal';
import type { SaveState } from './saves';

const RETRY_MS = 5_000;

/** What the user writes about their partner's pace and comfort. It lives on after its page, until the vault has it. */
export class PartnerNotesDraft {
  notes = $state.raw<PartnerNotes | null>(null);
  state = $state<SaveState>('saved');
  /** Why it could not be read, or the last save was refused. */
  problem = $state.raw<Refusal | null>(null);
  #kept: PartnerNotes | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the locks, so that an answer from before one brings no words back. */
  #turn = 0;

  /** Reads what the vault has, unless there are words that it has not yet. */
  load = async (): Promise<void> => {
    if (this.#running || !this.#clean) return;
    const turn = this.#turn;
    try {
      const notes = await getPartnerNotes();
      if (turn !== this.#turn || !this.#clean) return;
      this.notes = this.#kept = notes;
      this.problem = null;
    } catch (cause) {
      if (turn === this.#turn) this.problem = asRefusal(cause);
    }
  };

  typed(part: Partial<PartnerNotes>): void {
    if (!this.notes) return;
    this.notes = { ...this.notes, ...part };
    if (this.state !== 'saving') this.state = this.#clean ? 'saved' : 'unsaved';
    this.#later(QUIET_MS);
  }

  /** Saves what is unsaved now. Answers whether the vault has everything. */
  async flush(): Promise<boolean> {
    // A save may be under way with older words: wait for it, then send what came after.
    await this.#running;
    if (!this.#clean) await this.#push();
    if (!this.#clean && this.state !== 'failed') await this.#push();
    return this.#clean;
  }

  /** Lets go of every word, because the journal is locked. */
  drop(): void {
    this.#turn += 1;
    clearTimeout(this.#timer);
    this.notes = this.#kept = this.#running = this.problem = null;
    this.state = 'saved';
  }

  get #clean(): boolean {
    return this.notes?.pace === this.#kept?.pace && this.notes?.comfort === this.#kept?.comfort;
  }

  #later(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#push(), delayMs);
  }

  #push(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
      if (this.state === 'unsaved') this.#later(QUIET_MS);
    });
    return this.#running;
  }

  async #send(): Promise<void> {
    const turn = this.#turn;
    const notes = this.notes;
    if (!notes) return;
    this.state = 'saving';
    try {
      await savePartnerNotes({ pace: notes.pace.toWellFormed(), comfort: notes.comfort.toWellFormed() });
      if (turn !== this.#turn) return;
      this.#kept = notes;
      this.problem = null;
      this.state = this.#clean ? 'saved' : 'unsaved';
    } catch (cause) {
      if (turn === this.#turn) this.#refused(asRefusal(cause));
    }
  }

  #refused(problem: Refusal): void {
    this.problem = problem;
    this.state = 'failed';
    // A locked journal, or a text that is too long, stays refused until something changes.
    if (problem.code !== 'locked' && problem.code !== 'invalid') this.#later(RETRY_MS);
  }
}
