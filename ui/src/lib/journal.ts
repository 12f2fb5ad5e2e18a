/** The commands about what an entry was, and about its end. */
import type { Proof } from './bindings/Proof';
import type { Revision } from './bindings/Revision';
import type { RevisionRow } from './bindings/RevisionRow';
import { call } from './ipc';

/** The earlier versions of an entry, newest first. */
export const listRevisions = (id: string) => call<RevisionRow[]>('list_revisions', { id });
export const getRevision = (id: string, rev: number) => call<Revision>('get_revision', { id, rev });
/** Deletes an entry in the trash for ever. */
export const purgeEntry = (id: string, proof: Proof) => call<null>('purge_entry', { id, proof });
