import type { Settings } from './bindings/Settings';
import type { Status } from './bindings/Status';
import { hearNotice, saveSettings, status, touch } from './ipc';
import { asRefusal, type Refusal } from './refusal';

const nothingToSave = () => Promise.resolve(true);

/** A lock makes the window anew, so what comes after it stands in the new one's address. */
const turnAsked = location.hash === '#turn_to_ask';

/** What the window knows in every state: nothing that the user wrote. */
class Session {
  status = $state.raw<Status | null>(null);
  /** Why the status could not be read. */
  problem = $state.raw<Refusal | null>(null);
  /** The first start goes on after the journal exists, until its last step. */
  starting = $state(false);
  /** Where the tray or a notification wants to lead; the shell view goes there, after unlock if need be. */
  wanted = $state<string | null>(turnAsked ? null : location.hash.slice(1) || null);
  /** What a new window was opened for; when that is done, the window may go again. */
  openedFor = this.wanted;
  /** The partner's turn to ask: their deck stands in front of the lock screen. */
  turn = $state(turnAsked);
  /** What an erasure could not reach; read before the first start that follows it. */
  erased = $state.raw<string[] | null>(null);
  /** Notices that the user has closed. */
  heard = $state.raw<string[]>([]);

  /** The journal locks soon unless somebody touches a key: so many seconds after it was said. */
  warned = $state<number | null>(null);

  /** Saves what is being written and answers whether all of it is kept. */
  flush: () => Promise<boolean> = nothingToSave;

  /** Whoever holds unsaved words says how to save them, until the answer is called. */
  holdWords(flush: () => Promise<boolean>): () => void {
    this.flush = flush;
    return () => {
      // The next view may hold words already.
      if (this.flush === flush) this.flush = nothingToSave;
    };
  }

  refresh = async (): Promise<void> => {
    try {
      this.status = await status();
      this.problem = null;
      const { state } = this.status;
      if (state === 'new') this.starting = true;
      // A journal that came back, or was locked, has its first start behind it.
      if (state === 'locked' || state === 'recovery') this.starting = false;
      if (state !== 'open') this.warned = null;
    } catch (cause) {
      this.problem = asRefusal(cause);
    }
  };

  /** Somebody is here: the journal does not lock for now. */
  stay = (): void => {
    this.warned = null;
    void touch();
  };

  /** Hides a notice at once and asks the shell not to bring it back. */
  hear = async (notice: string): Promise<void> => {
    this.heard = [...this.heard, notice];
    try {
      await hearNotice(notice);
    } catch {
      // It only comes back after a lock, and can be closed again there.
    }
  };

  /** Saves a change of settings and shows it at once; on refusal the old ones come back and the error is thrown. */
  change = async (part: Partial<Settings>): Promise<void> => {
    const before = this.status;
    if (!before) return;
    const settings = { ...before.settings, ...part };
    this.status = { ...before, settings };
    try {
      await saveSettings(settings);
    } catch (cause) {
      await this.refresh();
      throw cause;
    }
  };
}

export const session = new Session();
