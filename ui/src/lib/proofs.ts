/** What the user types to prove that the journal is theirs. */
import type { Proof } from './bindings/Proof';
import type { Ways } from './bindings/Ways';
import type { Refusal } from './refusal';

export const byPassphrase = (passphrase: string): Proof => ({ passphrase });
export const byRecoveryKey = (key: string): Proof => ({ recovery_key: key });

/** Nothing typed yet, by the way that most people take. */
export const emptyProof = (ways: Ways): Proof => (ways.passphrase ? byPassphrase('') : byRecoveryKey(''));

/** As it is sent: a passphrase counts to the letter, a key came with the blanks around its copy. */
export const sentProof = (proof: Proof): Proof =>
  'passphrase' in proof ? proof : byRecoveryKey(proof.recovery_key.trim());

/** What is missing, or null. */
export function proofFault(proof: Proof): string | null {
  if ('passphrase' in proof) return proof.passphrase === '' ? 'Type your passphrase.' : null;
  return proof.recovery_key.trim() === '' ? 'Type your recovery key.' : null;
}

/** Whether the refusal is said beside the field of the proof. */
export const isAboutProof = ({ code, field }: Refusal): boolean =>
  code === 'wrong_passphrase' || field !== null;
