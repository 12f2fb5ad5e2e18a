import { history, historyKeymap, isolateHistory, standardKeymap } from '@codemirror/commands';
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
  markdownLanguage,
} from '@codemirror/lang-markdown';
import { Language, languageDataProp, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  placeholder,
  ViewPlugin,
  type Command,
  type DecorationSet,
} from '@codemirror/view';
import { parser, Strikethrough } from '@lezer/markdown';
import type { Passage } from './bringUp';
import { picturesIn } from './clipboard';
import { INK, PAPER } from './editorLook';

/** Where the cursor stood, as offsets into the text. */
export type Place = { anchor: number; head: number };

type Options = {
  parent: HTMLElement;
  text: string;
  label: string;
  /** Where the cursor begins; at the start without it. */
  place?: Place | undefined;
  onchange: (text: string) => void;
  /** What is pasted and holds no words. */
  onpictures?: (pictures: File[]) => void;
};

/** The editor of one entry, as the page holds it. */
export type Editor = {
  readonly view: EditorView;
  /** Puts another text in place of this one. It is one change, and undo takes it back alone. */
  replace: (text: string) => void;
  /** Puts a text into the empty entry, as one change, with the cursor at the end of its first line. */
  begin: (text: string) => void;
  place: () => Place;
  /** The words that are selected, without the space around them; null where none are. */
  selection: () => Passage | null;
};

/** A longer text is not styled: one paragraph of its length would be read anew at every key. */
const PLAIN_ABOVE = 1_048_576;

/**
 * An editor for one entry: Markdown styled while it is typed, with an undo history that belongs to this entry alone.
 * Tab is left to the page, so that the keyboard can leave the editor.
 */
export function createEditor({ parent, text, label, place, onchange, onpictures }: Options): Editor {
  const state = EditorState.create({
    doc: text,
    extensions: [
      // Carriage returns in what was stored stay; only what is pasted is brought to one kind of line end.
      EditorState.lineSeparator.of('\n'),
      EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
      EditorView.domEventHandlers({
        paste(event) {
          const pictures = onpictures ? picturesIn(event.clipboardData) : [];
          if (pictures.length > 0) onpictures?.(pictures);
          return pictures.length > 0;
        },
      }),
      history(),
      text.length > PLAIN_ABOVE ? [] : MARKDOWN,
      syntaxHighlighting(INK),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      LINE_DIRECTIONS,
      Prec.high(
        keymap.of([
          { key: 'Enter', run: endQuote },
          { key: 'Enter', run: insertNewlineContinueMarkup },
          { key: 'Backspace', run: deleteMarkupBackward },
        ]),
      ),
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
  });
  const begin = place && inside(place, state.doc.length);
  const view = new EditorView({
    parent,
    state: begin ? state.update({ selection: begin }).state : state,
    ...(begin ? { scrollTo: EditorView.scrollIntoView(begin.head, { y: 'center' }) } : {}),
  });
  return {
    view,
    replace: (other) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: other },
        selection: { anchor: 0 },
        annotations: isolateHistory.of('full'),
        userEvent: 'input.replace',
      }),
    begin: (text) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: `${text}\n`.indexOf('\n') },
        annotations: isolateHistory.of('full'),
        userEvent: 'input.replace',
      }),
    place: () => {
      const { anchor, head } = view.state.selection.main;
      return { anchor, head };
    },
    selection: () => {
      const { from, to } = view.state.selection.main;
      const selected = view.state.sliceDoc(from, to);
      const words = selected.trim().toWellFormed();
      return words === '' ? null : { words, place: from + selected.indexOf(selected.trim()) };
    },
  };
}

/** Enter on an empty line of a quote ends the quote, as it ends a list. */
const endQuote: Command = (view) => {
  const { main } = view.state.selection;
  const line = view.state.doc.lineAt(main.head);
  if (!main.empty || !/^\s*(?:>\s*)+$/.test(line.text)) return false;
  view.dispatch({
    changes: { from: line.from, to: line.to },
    selection: { anchor: line.from },
    userEvent: 'input',
  });
  return true;
};

/** The text may have become shorter elsewhere. */
function inside({ anchor, head }: Place, length: number): Place {
  return { anchor: Math.min(anchor, length), head: Math.min(head, length) };
}

/** The nonce that the shell stamped on the page's one style element; the editor's own styles need it. */
function styleNonce(): string {
  return document.querySelector('style')?.nonce ?? '';
}

/**
 * Without the other languages that Markdown may hold, which are larger than the editor, and without the headings that
 * a line of signs below makes: the first sign of a list would turn the line above into one.
 */
const MARKDOWN: Extension = new Language(
  markdownLanguage.data,
  parser.configure([
    Strikethrough,
    {
      remove: ['SetextHeading', 'HTMLBlock', 'HTMLTag'],
      props: [languageDataProp.add({ Document: markdownLanguage.data })],
    },
  ]),
  [],
  'markdown',
).extension;

/** Each line runs the way its first letter does. */
const LINE_DIRECTIONS = ViewPlugin.define<{
  lines: DecorationSet;
  update: (update: { view: EditorView }) => void;
}>(
  (view) => ({
    lines: directed(view),
    update(update) {
      this.lines = directed(update.view);
    },
  }),
  { decorations: (plugin) => plugin.lines },
);

const DIRECTED = Decoration.line({ attributes: { dir: 'auto' } });

function directed(view: EditorView): DecorationSet {
  const starts: number[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      if (line.from !== starts.at(-1)) starts.push(line.from);
      at = line.to + 1;
    }
  }
  return Decoration.set(starts.map((start) => DIRECTED.range(start)));
}
