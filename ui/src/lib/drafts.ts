/**
 * The entries and forms that are being written. Switching away sends a text off but does not wait for it, so one whose
 * save still fails stays here with its words until the vault has them.
 */
import { Autosave } from './autosave';
import type { EntrySave } from './bindings/EntrySave';
import type { Saved } from './bindings/Saved';
import { Refusal } from './refusal';
import type { Draft } from './saves';

const STILL_SAVING = new Refusal({
  code: 'internal',
  message: 'Your last words are still being saved. Delete the entry when they are.',
  field: null,
});

export class Drafts {
  readonly #kept = new Set<Autosave>();
  readonly #left = new Set<Autosave>();
  readonly #save: (save: EntrySave) => Promise<Saved>;

  constructor(save: (save: EntrySave) => Promise<Saved>) {
    this.#save = save;
  }

  /** Begins to keep an entry as the vault has it; a form brings its own way to be saved. */
  begin(draft: Draft, save: (save: EntrySave) => Promise<Saved> = this.#save): Autosave {
    const autosave = new Autosave(draft, save);
    this.#kept.add(autosave);
    return autosave;
  }

  /** An entry left before the vault took its words, to go on where it was; its text is newer than the vault's. */
  resume(id: string): Autosave | undefined {
    const autosave = [...this.#left].find((kept) => kept.id === id && !kept.clean);
    if (autosave) this.#left.delete(autosave);
    return autosave;
  }

  /** Waits while an entry of this id is still being saved, so that the vault is not asked for an older text. */
  async settled(id: string): Promise<void> {
    await Promise.all([...this.#kept].filter((kept) => kept.id === id).map((kept) => kept.flush()));
    this.#sweep();
  }

  /** Leaves an entry: its text is saved at once, and kept here while that fails. */
  async leave(autosave: Autosave): Promise<void> {
    this.#left.add(autosave);
    await autosave.flush();
    this.#sweep();
  }

  /**
   * Deletes an entry with the words typed last, which go into the trash with the rest. While they cannot be saved it is
   * refused and the entry stays. Answers the id to restore, or null for an entry that the vault never had.
   */
  async remove(autosave: Autosave, inVault: (id: string) => Promise<unknown>): Promise<string | null> {
    if (!(await autosave.flush())) throw autosave.report.problem ?? STILL_SAVING;
    const id = autosave.unborn ? null : autosave.id;
    if (id !== null) await inVault(id);
    // What was typed meanwhile goes there too.
    await this.leave(autosave);
    if (autosave.clean) this.#forget(autosave);
    return id;
  }

  /** What a form held when it was left and could not be saved, for the form that goes on with it. */
  takeOver(id: string): string | undefined {
    const autosave = this.resume(id);
    const text = autosave?.text;
    if (autosave) this.#forget(autosave);
    return text;
  }

  /** Lets go of a form whose words are not wanted any more. */
  discard(autosave: Autosave): void {
    this.#forget(autosave);
  }

  #forget(autosave: Autosave): void {
    autosave.drop();
    this.#kept.delete(autosave);
    this.#left.delete(autosave);
  }

  /** Saves everything now. Answers whether the vault has it all. */
  async flush(): Promise<boolean> {
    const settled = await Promise.all([...this.#kept].map((autosave) => autosave.flush()));
    this.#sweep();
    return settled.every(Boolean);
  }

  /** Lets go of every text, because the journal is locked. */
  drop(): void {
    for (const autosave of this.#kept) autosave.drop();
    this.#kept.clear();
    this.#left.clear();
  }

  #sweep(): void {
    for (const autosave of this.#left) {
      if (!autosave.clean) continue;
      this.#left.delete(autosave);
      this.#kept.delete(autosave);
    }
  }
}
