import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';

type Options = {
  parent: HTMLElement;
  text: string;
  label: string;
  onchange: (text: string) => void;
};

/**
 * An editor for one entry: Markdown styled while it is typed, with an undo history that belongs to this entry alone.
 * Tab is left to the page, so that the keyboard can leave the editor.
 */
export function createEditor({ parent, text, label, onchange }: Options): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // Carriage returns in what was stored stay; only what is pasted is brought to one kind of line end.
        EditorState.lineSeparator.of('\n'),
        EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
        history(),
        markdown({ completeHTMLTags: false }),
        syntaxHighlighting(INK),
        EditorView.lineWrapping,
        keymap.of([...standardKeymap, ...historyKeymap]),
        placeholder('Write what is on your mind.'),
        EditorView.contentAttributes.of({
          'aria-label': label,
          spellcheck: 'true',
          autocapitalize: 'sentences',
        }),
        EditorView.cspNonce.of(styleNonce()),
        PAPER,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onchange(update.state.sliceDoc());
        }),
      ],
    }),
  });
}

/** The nonce that the shell stamped on the page's one style element; the editor's own styles need it. */
function styleNonce(): string {
  return document.querySelector('style')?.nonce ?? '';
}

const INK = HighlightStyle.define([
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

const PAPER = EditorView.theme({
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
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--text-soft)', fontStyle: 'italic' },
});
