import type { Autosave } from './autosave';
import type { Drafts } from './drafts';
import { asRefusal, Refusal } from './refusal';
import type { SaveReport } from './saves';

const NOTHING_YET: SaveReport = { state: 'saved', problem: null, keptAs: null, day: null };

/** A page can hold half of a character pair; JSON cannot, so the half becomes U+FFFD. */
const whole = (_: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value);

/**
 * A form that saves itself whole while it is filled in, as an entry does: after a pause, at lock, and when it is left.
 * What a save refuses stays here, and is found again by the next form with the same key.
 */
export class Form<T extends object> {
  value: T;
  report = $state.raw<SaveReport>(NOTHING_YET);
  readonly #drafts: Drafts;
  readonly #autosave: Autosave;
  readonly #save: (value: T, baseRev: number) => Promise<number>;

  /** `save` answers the new revision. */
  constructor(
    drafts: Drafts,
    start: { key: string; rev: number; value: T },
    save: (value: T, baseRev: number) => Promise<number>,
  ) {
    const left = drafts.takeOver(start.key);
    const value = $state(left ? (JSON.parse(left) as T) : start.value);
    this.value = value;
    this.#drafts = drafts;
    this.#save = save;
    const text = JSON.stringify(start.value);
    this.#autosave = drafts.begin({ id: start.key, rev: start.rev, text }, async (words) => {
      const rev = await save(JSON.parse(words.text, whole) as T, words.base_rev);
      return { id: start.key, rev, day: '', kept_as: null };
    });
    this.#autosave.listen((report) => (this.report = report));
    if (left) this.#autosave.typed(left);
  }

  /** The journal holds a first version. */
  get born(): boolean {
    return !this.#autosave.unborn;
  }

  /** Takes in what the form holds now; called in an effect, it runs again at each change. */
  keep(): void {
    this.#autosave.typed(JSON.stringify(this.value));
  }

  /** Saves now. Answers whether the journal has everything. */
  flush(): Promise<boolean> {
    this.keep();
    return this.#autosave.flush();
  }

  /** Saves now, also a form that nobody has written in yet. Answers why it could not. */
  async saved(): Promise<Refusal | null> {
    if (!(await this.flush())) return this.report.problem ?? asRefusal(null);
    if (!this.#autosave.unborn) return null;
    try {
      this.rebase(await this.#save($state.snapshot(this.value) as T, 0));
      return null;
    } catch (cause) {
      return asRefusal(cause);
    }
  }

  /** Goes on from a newer revision, which the next save then replaces. */
  rebase(rev: number): void {
    this.#autosave.rebase(rev);
  }

  leave(): void {
    this.keep();
    void this.#drafts.leave(this.#autosave);
  }

  /** Lets go of the words. */
  discard(): void {
    this.#drafts.discard(this.#autosave);
  }
}
