import type { FoundBackup } from '../../lib/bindings/FoundBackup';
import type { Proof } from '../../lib/bindings/Proof';
import type { RestorePreview } from '../../lib/bindings/RestorePreview';
import { Doing } from '../../lib/doing.svelte';
import { chooseBackup, listBackups, previewRestore, restoreBackup } from '../../lib/ipc';
import { keepWords } from '../../lib/keepWords';
import { isAboutProof } from '../../lib/proofs';
import { Query } from '../../lib/query.svelte';
import { session } from '../../lib/session.svelte';

type Way = 'passphrase' | 'recovery_key';

/** Bringing a backup back: which one, what opens it, what is in it, and only then the change. */
export class Restoring {
  readonly found = new Query<FoundBackup[]>(listBackups);
  backup = $state.raw<FoundBackup | null>(null);
  way = $state<Way>('passphrase');
  passphrase = $state('');
  recoveryKey = $state('');
  preview = $state.raw<RestorePreview | null>(null);
  readonly doing = new Doing();
  restoring = $state(false);
  /** Beside the field of the proof. */
  proofError = $state<string | null>(null);
  /** What else was refused. */
  error = $state<string | null>(null);
  readonly #keepWords = keepWords();

  constructor(backup: FoundBackup | null) {
    this.backup = backup;
    const ways = session.status?.ways;
    if (ways && !ways.passphrase && ways.recovery_key) this.way = 'recovery_key';
  }

  /** One step back; `false` when this was the first one. */
  back(): boolean {
    this.error = null;
    if (this.preview) this.preview = null;
    else if (this.backup) this.backup = null;
    else return false;
    return true;
  }

  async choose(): Promise<void> {
    await this.#try(async () => {
      this.backup = (await chooseBackup()) ?? this.backup;
    });
  }

  /** Opens the backup and looks at it. */
  async look(): Promise<void> {
    const backup = this.backup;
    if (!backup) return;
    this.proofError = null;
    if (this.#secret === '') {
      this.proofError = this.way === 'passphrase' ? 'Type the passphrase.' : 'Type the recovery key.';
      return;
    }
    await this.#try(async () => {
      const preview = await previewRestore(backup.id, this.#proof);
      // One may have gone back meanwhile.
      if (this.backup === backup) this.preview = preview;
    });
  }

  /** Puts the backup in place; `ondone` is called when it is. */
  async restore(ondone: () => void): Promise<void> {
    const backup = this.backup;
    if (!backup) return;
    this.restoring = true;
    await this.#try(async () => {
      await this.#keepWords();
      await restoreBackup(backup.id, this.#proof);
      this.forget();
      ondone();
    });
    this.restoring = false;
  }

  /** No secret outlives the page. */
  forget(): void {
    this.passphrase = '';
    this.recoveryKey = '';
    this.found.drop();
  }

  get #secret(): string {
    return this.way === 'passphrase' ? this.passphrase : this.recoveryKey.trim();
  }

  get #proof(): Proof {
    return this.way === 'passphrase' ? { passphrase: this.#secret } : { recovery_key: this.#secret };
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.error = null;
    await this.doing.run(work);
    const refusal = this.doing.refused;
    if (!refusal) return;
    if (isAboutProof(refusal)) {
      this.preview = null;
      this.proofError = refusal.message;
    } else {
      this.error = refusal.message;
    }
  }
}
