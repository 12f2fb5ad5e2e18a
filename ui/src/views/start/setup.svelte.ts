import type { Created } from '../../lib/bindings/Created';
import type { NotificationStyle } from '../../lib/bindings/NotificationStyle';
import type { ReminderDraft } from '../../lib/bindings/ReminderDraft';
import { createVault } from '../../lib/ipc';
import { NewPassphrase } from '../../lib/newPassphrase.svelte';
import { Over } from '../../lib/over.svelte';
import { faultOf, momentDrafts, newDraft } from '../../lib/reminderDrafts';
import { session } from '../../lib/session.svelte';

export const STEPS = ['promise', 'reminders', 'notifications', 'lock', 'key', 'test'] as const;
export type Step = (typeof STEPS)[number];

type ChosenMoment = { picked: boolean; draft: ReminderDraft };

/** What the first start collects until the journal exists. Nothing of it is kept anywhere else. */
export class Setup {
  step = $state<Step>('promise');
  /** The page that lies over the step. */
  readonly over = new Over<'support' | 'restore'>();
  talkAlone = $state(true);
  keepPracticing = $state(true);
  moments = $state<ChosenMoment[]>(momentDrafts().map((draft) => ({ picked: false, draft })));
  practice = $state<ReminderDraft>(newDraft('practice'));
  style = $state<NotificationStyle>(session.status?.settings.style ?? 'discreet');
  sharedLogin = $state<'yes' | 'no' | undefined>(undefined);
  opensWith = $state<'passphrase' | 'login'>('passphrase');
  readonly chosen = new NewPassphrase();
  wantKey = $state(true);
  recoveryKey = $state<string | null>(null);

  /** The login opens the journal; nobody else may share it then. */
  get byLogin(): boolean {
    return this.sharedLogin === 'no' && this.opensWith === 'login';
  }

  /** The reminders as chosen so far. */
  get reminders(): ReminderDraft[] {
    const moments = this.talkAlone ? this.moments.filter((moment) => moment.picked) : [];
    return [...moments.map((moment) => moment.draft), ...(this.keepPracticing ? [this.practice] : [])];
  }

  /** What to mend before going on from the reminders, or null. */
  get reminderFault(): string | null {
    if (this.talkAlone && !this.moments.some((moment) => moment.picked)) {
      return 'Pick at least one moment, or turn this off for now.';
    }
    const faulty = this.reminders.find((draft) => faultOf(draft));
    return faulty ? `${faulty.name || 'A moment'}: ${faultOf(faulty)?.message ?? ''}` : null;
  }

  /** Makes the journal. On success the passphrase is forgotten here. */
  async create(): Promise<void> {
    const settings = session.status?.settings;
    if (!settings) return;
    const created: Created = await createVault({
      passphrase: this.byLogin ? null : this.chosen.passphrase,
      want_recovery_key: this.byLogin || this.wantKey,
      settings: { ...settings, style: this.style },
      reminders: $state.snapshot(this.reminders),
    });
    this.chosen.forget();
    this.recoveryKey = created.recovery_key;
    this.step = created.recovery_key === null ? 'test' : 'key';
  }

  /** Ends the first start; the journal is open behind it. */
  finish(): void {
    this.recoveryKey = null;
    session.starting = false;
  }
}
