import type { PassphraseAdvice } from './bindings/PassphraseAdvice';
import { ratePassphrase, suggestPassphrase } from './ipc';
import { asRefusal } from './refusal';

export const SHORTEST = 8;
/** Long enough to type the next letter in. */
const PAUSE_MS = 300;

/** A passphrase that is being chosen: typed twice, or suggested, and judged on the way. */
export class NewPassphrase {
  passphrase = $state('');
  again = $state('');
  /** Four words, shown to be read. */
  suggested = $state<string | null>(null);
  advice = $state.raw<PassphraseAdvice | null>(null);
  errors = $state<{ passphrase?: string; again?: string }>({});
  #typed = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** To be called at each change of the passphrase. */
  judge(): void {
    clearTimeout(this.#pause);
    const turn = ++this.#typed;
    if (this.passphrase !== this.suggested) this.suggested = null;
    if (this.passphrase === '') {
      this.advice = null;
      return;
    }
    this.#pause = setTimeout(() => {
      ratePassphrase(this.passphrase).then(
        (advice) => {
          if (turn === this.#typed) this.advice = advice;
        },
        // It is asked again before anything is made with it, and the reason is said then.
        () => {},
      );
    }, PAUSE_MS);
  }

  async suggest(): Promise<void> {
    try {
      const words = await suggestPassphrase();
      this.passphrase = this.again = this.suggested = words;
      this.errors = {};
    } catch (cause) {
      this.errors = { passphrase: asRefusal(cause).message };
    }
  }

  /** Answers whether it can be used; if not, the reason stands beside its field. */
  async accept(): Promise<boolean> {
    this.errors = {};
    if ([...this.passphrase].length < SHORTEST) {
      this.errors.passphrase = `Use at least ${SHORTEST} characters. Four unrelated words work well.`;
      return false;
    }
    try {
      const advice = await ratePassphrase(this.passphrase);
      this.advice = advice;
      if (!advice.accepted) {
        this.errors.passphrase =
          advice.advice || 'This one is easy to guess. Four unrelated words work well.';
        return false;
      }
    } catch (cause) {
      this.errors.passphrase = asRefusal(cause).message;
      return false;
    }
    if (this.passphrase === this.again) return true;
    this.errors.again = 'The two are not the same. Type it once more.';
    return false;
  }

  /** No secret outlives its use. */
  forget(): void {
    clearTimeout(this.#pause);
    this.#typed += 1;
    this.passphrase = this.again = '';
    this.suggested = this.advice = null;
    this.errors = {};
  }
}
