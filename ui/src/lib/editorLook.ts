import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** How the signs of Markdown look while they are typed. */
export const INK = HighlightStyle.define([
  { tag: tags.heading1, fontSize: '1.4em', fontWeight: '600' },
  { tag: tags.heading2, fontSize: '1.2em', fontWeight: '600' },
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--text-accent)' },
  { tag: tags.url, color: 'var(--text-accent)' },
  { tag: tags.quote, color: 'var(--text-soft)', fontStyle: 'italic' },
  { tag: tags.monospace, fontFamily: 'var(--face-mono)', fontSize: '0.9em' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--text-soft)' },
]);

export const PAPER = EditorView.theme({
  '&': { height: '100%', color: 'var(--text-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    fontFamily: 'var(--face-journal)',
    fontSize: 'var(--size-lead)',
    lineHeight: '1.6',
  },
  '.cm-content': {
    width: '100%',
    maxWidth: 'calc(var(--measure) + 2 * var(--space-6))',
    margin: '0 auto',
    padding: 'var(--space-4) var(--space-6) 30vh',
    caretColor: 'var(--text-accent)',
  },
  '.cm-line': { padding: '0', textAlign: 'start' },
  '.cm-placeholder': { color: 'var(--text-soft)', fontStyle: 'italic' },
});
