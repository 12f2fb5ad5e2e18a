// @vitest-environment happy-dom
import { redo, undo } from '@codemirror/commands';
import { ensureSyntaxTree } from '@codemirror/language';
import { runScopeHandlers } from '@codemirror/view';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEditor, type Editor, type Place } from '../src/lib/editor';
import { Chance } from './chance';

let open: Editor[] = [];

function edit(text: string, place?: Place) {
  const onchange = vi.fn<(text: string) => void>();
  const editor = createEditor({ parent: document.body, text, label: 'Entry', place, onchange });
  open.push(editor);
  return { editor, onchange, view: editor.view };
}

function type(editor: Editor, text: string) {
  const { view } = editor;
  view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.type' });
}

const textOf = (editor: Editor) => editor.view.state.sliceDoc();
const key = (editor: Editor, name: string, init: KeyboardEventInit = {}) =>
  runScopeHandlers(editor.view, new KeyboardEvent('keydown', { key: name, ...init }), 'editor');

afterEach(() => {
  for (const editor of open) editor.view.destroy();
  open = [];
});

describe('undo', () => {
  it('stays within its entry', () => {
    const first = edit('first').editor;
    type(first, 'words of the ');
    first.view.destroy();
    const { editor: second, onchange } = edit('second');
    expect([undo(second.view), redo(second.view)]).toEqual([false, false]);
    expect([textOf(second), onchange.mock.calls.length]).toEqual(['second', 0]);
  });

  it('never takes the text that was opened, and says each step', () => {
    const { editor, onchange } = edit('opened');
    type(editor, 'more ');
    expect(undo(editor.view)).toBe(true);
    expect([textOf(editor), undo(editor.view)]).toEqual(['opened', false]);
    expect(onchange.mock.calls.flat()).toEqual(['more opened', 'opened']);
  });

  it('takes back a version that was brought back, and nothing else with it', () => {
    const { editor } = edit('now');
    type(editor, 'just ');
    editor.replace('long ago');
    type(editor, 'so ');
    expect(textOf(editor)).toBe('so long ago');
    undo(editor.view);
    expect(textOf(editor)).toBe('long ago');
    undo(editor.view);
    expect(textOf(editor)).toBe('just now');
  });

  it('takes back what an entry was begun with', () => {
    const { editor } = edit('');
    editor.begin('One good moment:\n\nAnother:\n\n');
    expect(editor.place()).toEqual({ anchor: 16, head: 16 });
    type(editor, ' tea');
    expect(textOf(editor)).toBe('One good moment: tea\n\nAnother:\n\n');
    undo(editor.view);
    undo(editor.view);
    expect(textOf(editor)).toBe('');
    editor.begin('no line end');
    expect(editor.place().head).toBe(11);
  });
});

describe('whatever is typed, taken back and opened in any order', () => {
  it('undo changes the open entry alone, and never what it was opened with', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const chance = new Chance(seed);
      const entries = [0, 1, 2, 3].map((number) => ({ sign: 'abcd'.charAt(number), text: `${number} ` }));
      for (let visit = 0; visit < 12; visit += 1) {
        const entry = entries[chance.below(entries.length)];
        if (!entry) continue;
        const opened = entry.text;
        const others = JSON.stringify(entries.filter((other) => other !== entry));
        const { editor, onchange, view } = edit(entry.text, {
          anchor: entry.text.length,
          head: entry.text.length,
        });
        onchange.mockImplementation((text) => (entry.text = text));
        for (let step = 0; step < 12; step += 1) {
          const does = chance.weighed([
            [4, () => type(editor, entry.sign)],
            [3, () => undo(view)],
            [2, () => redo(view)],
            [1, () => editor.replace(entry.sign)],
          ]);
          does();
          expect(entry.text).toBe(textOf(editor));
          expect(entry.text.replaceAll(entry.sign, '')).toMatch(/^(\d )?$/);
        }
        const closed = entry.text;
        while (undo(view));
        expect(textOf(editor), `seed ${seed}`).toBe(opened);
        view.destroy();
        expect(JSON.stringify(entries.filter((other) => other !== entry)), `seed ${seed}`).toBe(others);
        entry.text = closed;
      }
    }
  }, 30_000);
});

describe('keys', () => {
  it.each([
    ['Tab', {}],
    ['Tab', { shiftKey: true }],
    ['n', { ctrlKey: true }],
    ['l', { ctrlKey: true }],
    ['k', { ctrlKey: true }],
    ['e', { ctrlKey: true }],
    ['f', { ctrlKey: true }],
    ['F9', {}],
    ['Escape', {}],
  ])('%s %o is left to the page', (name, init) => {
    const { editor } = edit('- a');
    expect(key(editor, name, init)).toBe(false);
    expect(textOf(editor)).toBe('- a');
  });

  it('Enter goes on with a list', () => {
    const { editor } = edit('- a', { anchor: 3, head: 3 });
    expect(key(editor, 'Enter')).toBe(true);
    expect(textOf(editor)).toBe('- a\n- ');
  });
});

describe('Enter in a quote', () => {
  it.each([
    ['goes on with it', '> a', '> a\n> '],
    ['ends it on an empty line', '> a\n> ', '> a\n'],
    ['ends one within another, too', '> > a\n> > ', '> > a\n'],
  ])('%s', (_, before, after) => {
    const { editor } = edit(before, { anchor: before.length, head: before.length });
    expect(key(editor, 'Enter')).toBe(true);
    expect(textOf(editor)).toBe(after);
  });
});

describe('the cursor', () => {
  it('stands again where it was left, or at the end of what became shorter', () => {
    const { editor } = edit('a line of words', { anchor: 2, head: 6 });
    expect(editor.place()).toEqual({ anchor: 2, head: 6 });
    expect(edit('short', editor.place()).editor.place()).toEqual({ anchor: 2, head: 5 });
  });
});

describe('what is written', () => {
  it.each(['a\r\nb\rc', 'a\u2028b', '\ufeffx', '\0', '\u202ea\u202c'])('%j comes back as it was', (text) => {
    const { editor, onchange } = edit(text);
    expect(textOf(editor)).toBe(text);
    type(editor, 'x');
    expect(onchange).toHaveBeenCalledExactlyOnceWith(`x${text}`);
  });

  it('has a name, is checked for spelling, and runs line by line in its own direction', () => {
    const { view } = edit('left\nשמאל\n\nend');
    expect(view.contentDOM.getAttribute('role')).toBe('textbox');
    expect(view.contentDOM.getAttribute('aria-label')).toBe('Entry');
    expect(view.contentDOM.getAttribute('spellcheck')).toBe('true');
    const lines = [...view.contentDOM.querySelectorAll('.cm-line')];
    expect(lines.map((line) => line.getAttribute('dir'))).toEqual(['auto', 'auto', 'auto', 'auto']);
  });

  it('stays text, whatever it says', () => {
    const { view } = edit('<img src=x onerror=alert(1)> [go](javascript:alert(1)) <b>');
    expect(view.contentDOM.querySelectorAll('img, a, b').length).toBe(0);
    expect(view.contentDOM.textContent).toContain('<img src=x');
  });

  it.each([
    ['# a', 'ATXHeading1'],
    ['**a** *b* ~~c~~', 'StrongEmphasis'],
    ['~~c~~', 'Strikethrough'],
    ['> a', 'Blockquote'],
    ['- a', 'BulletList'],
    ['[a](b)', 'Link'],
  ])('%s is styled as %s', (text, node) => {
    const { view } = edit(text);
    expect(ensureSyntaxTree(view.state, text.length)?.toString()).toContain(node);
  });

  it('makes no heading of a line above a list that is being begun', () => {
    const { view } = edit('We talked about:\n-');
    expect(ensureSyntaxTree(view.state, 18)?.toString()).not.toContain('Heading');
  });

  it('is not styled when it is very long, so that a key never waits for it', () => {
    expect(ensureSyntaxTree(edit('we talked\n'.repeat(120_000)).view.state, 18)).toBeNull();
    expect(ensureSyntaxTree(edit('we talked\n'.repeat(100)).view.state, 18)).not.toBeNull();
  });
});
