/** The editor is the largest part of the window, and the lock screen does without it. */
import type { createEditor } from './editor';

let editor: Promise<{ createEditor: typeof createEditor }> | undefined;

/** Begun when the journal opens, so that the first key finds the editor there. */
export function loadEditor(): Promise<{ createEditor: typeof createEditor }> {
  return (editor ??= import('./editor'));
}
