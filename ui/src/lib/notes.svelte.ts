import { asRefusal } from './refusal';

const FADES_AFTER_MS = 6_000;

export type Note = {
  /** Notes of one kind replace each other, so an undo stays until the next change of its kind. */
  kind: string;
  text: string;
  undo: (() => Promise<unknown>) | null;
  problem: boolean;
};

/** What was just done, said in one line, with the way back where there is one. */
export class Notes {
  list = $state.raw<Note[]>([]);
  /** What can be taken back, also after its line was closed. */
  latest = $state.raw<Note | null>(null);

  /** Says what was done. With `undo` the note stays; without, it fades. */
  say(kind: string, text: string, undo: (() => Promise<unknown>) | null = null): void {
    this.#show({ kind, text, undo, problem: false });
  }

  /** Says what could not be done and what to do about it. */
  refuse(kind: string, cause: unknown): void {
    this.warn(kind, asRefusal(cause).message);
  }

  /** Says what must not be missed; it stays until it is closed. */
  warn(kind: string, text: string): void {
    this.#show({ kind, text, undo: null, problem: true });
  }

  async takeBack(note: Note): Promise<void> {
    this.close(note);
    if (this.latest === note) this.latest = null;
    try {
      await note.undo?.();
      this.say(note.kind, 'Undone.');
    } catch (cause) {
      this.refuse(note.kind, cause);
    }
  }

  close(note: Note): void {
    this.list = this.list.filter((kept) => kept !== note);
  }

  /** Forgets it all, because the journal is locked. */
  drop(): void {
    this.list = [];
    this.latest = null;
  }

  #show(note: Note): void {
    if (note.undo) this.latest = note;
    else if (!note.problem && this.latest?.kind === note.kind) this.latest = null;
    this.list = [...this.list.filter((kept) => kept.kind !== note.kind), note];
    if (!note.undo && !note.problem) setTimeout(() => this.close(note), FADES_AFTER_MS);
  }
}
