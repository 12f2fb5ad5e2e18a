/**
 * Keeps one entry saved while it is being written.
 *
 * A save goes out 700 ms after the last key, 3 s at most while typing, and at once on `flush`. It belongs to the entry
 * it was typed in: one `Autosave` never serves two entries. Saves follow one another, since each names the revision
 * that it builds on; text is let go only when the vault has it.
 */
import { asRefusal, type Refusal } from './refusal';
import { isNothing, STAYS_REFUSED } from './saves';
import type { Draft, Noted, Save, SaveReport, SaveState } from './saves';

export const QUIET_MS = 700;
export const QUIET_LARGE_MS = 3_000;
export const AT_MOST_MS = 3_000;
const RETRY_FIRST_MS = 2_000;
const RETRY_LAST_MS = 30_000;
/** Above this many characters each save costs enough to wait for a longer pause. */
const LARGE = 1_048_576;

export class Autosave {
  #id: string;
  #rev: number;
  #text: string;
  #savedText: string;
  readonly #firstDay: string | null;
  /** What was noted since the last save. */
  #noted: Noted = {};
  #report: SaveReport = { state: 'saved', problem: null, keptAs: null, day: null };
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  /** This sitting has saved the entry before: what the next save replaces is a state in between. */
  #goesOn = false;
  #retryMs = RETRY_FIRST_MS;
  #dropped = false;
  readonly #save: Save;
  #tell: (report: SaveReport) => void = () => {};

  constructor(draft: Draft, save: Save) {
    this.#save = save;
    this.#id = draft.id;
    this.#rev = draft.rev;
    this.#text = draft.text;
    this.#savedText = draft.text;
    this.#firstDay = draft.day ?? null;
  }

  /** The id the text is kept under; it changes when a conflict made an entry of its own. */
  get id(): string {
    return this.#id;
  }

  get text(): string {
    return this.#text;
  }

  get noted(): Noted {
    return this.#noted;
  }

  get report(): SaveReport {
    return this.#report;
  }

  get clean(): boolean {
    return this.#dropped || (this.#text === this.#savedText && isNothing(this.#noted));
  }

  /** True until the vault holds a first version. */
  get unborn(): boolean {
    return this.#rev === 0;
  }

  /** Hears the present state at once, then each change of it; the last listener only. */
  listen(tell: (report: SaveReport) => void): void {
    this.#tell = tell;
    tell(this.#report);
  }

  /** Goes on from a newer revision, which the next save then replaces. */
  rebase(rev: number): void {
    this.#rev = Math.max(this.#rev, rev);
  }

  typed(text: string): void {
    if (this.#dropped || text === this.#text) return;
    this.#text = text;
    this.#changed();
  }

  /** Notes something beside the words; it is saved with them. */
  note(noted: Noted): void {
    if (this.#dropped) return;
    this.#noted = { ...this.#noted, ...noted };
    this.#changed();
  }

  /** What is there now shall be kept as an earlier version, whatever comes next. */
  beginAnew(): void {
    this.#goesOn = false;
  }

  #changed(): void {
    if (this.clean && !this.#running) {
      this.#stopTimers();
      this.#say('saved');
      return;
    }
    if (this.#report.state !== 'saving') this.#say('unsaved');
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#push(), this.#text.length > LARGE ? QUIET_LARGE_MS : QUIET_MS);
    this.#latest ??= setTimeout(() => void this.#push(), AT_MOST_MS);
  }

  /** Saves what is unsaved now. Answers whether the vault has everything; what it has not is kept and tried again. */
  async flush(): Promise<boolean> {
    // A save may be under way with an older text: wait for it, then send what came after.
    for (let round = 0; round < 2 && (this.#running || !this.clean); round += 1) {
      await (this.#running ?? this.#push());
    }
    return this.clean;
  }

  /** Forgets the text, for an entry that is being deleted or a journal that has been locked. */
  drop(): void {
    this.#stopTimers();
    this.#dropped = true;
    this.#text = '';
    this.#savedText = '';
    this.#noted = {};
    this.#tell = () => {};
  }

  #push(): Promise<void> {
    this.#stopTimers();
    if (this.#running) return this.#running;
    if (this.clean) return Promise.resolve();
    this.#running = this.#send().finally(() => {
      this.#running = undefined;
      if (!this.clean && this.#report.state !== 'failed') this.#schedule(QUIET_MS);
    });
    return this.#running;
  }

  async #send(): Promise<void> {
    const text = this.#text;
    const noted = this.#noted;
    const goesOn = this.#goesOn;
    this.#goesOn = true;
    this.#say('saving');
    try {
      const saved = await this.#save({
        id: this.#id,
        base_rev: this.#rev,
        text,
        day: this.unborn ? this.#firstDay : null,
        goes_on: goesOn,
        ...noted,
      });
      this.#id = saved.kept_as ?? saved.id;
      this.#rev = saved.rev;
      this.#savedText = text;
      if (this.#noted === noted) this.#noted = {};
      this.#retryMs = RETRY_FIRST_MS;
      this.#report = { ...this.#report, keptAs: saved.kept_as ?? this.#report.keptAs, day: saved.day };
      this.#say(this.clean ? 'saved' : 'unsaved');
    } catch (cause) {
      this.#goesOn &&= goesOn;
      this.#refused(asRefusal(cause));
    }
  }

  #refused(problem: Refusal): void {
    if (this.#dropped) return;
    this.#say('failed', problem);
    // A note that is refused keeps no words from being saved.
    const isOfNotes = problem.code === 'invalid' && problem.field !== 'text' && !isNothing(this.#noted);
    if (isOfNotes) this.#noted = {};
    else if (STAYS_REFUSED.includes(problem.code)) return;
    this.#schedule(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_LAST_MS);
  }

  #schedule(delayMs: number): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#push(), delayMs);
  }

  #stopTimers(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#latest);
    this.#latest = undefined;
  }

  #say(state: SaveState, problem: Refusal | null = null): void {
    this.#report = { ...this.#report, state, problem };
    this.#tell(this.#report);
  }
}
