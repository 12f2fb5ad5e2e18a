// @vitest-environment happy-dom
import { EditorView } from '@codemirror/view';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import EntryEditor from '../src/views/journal/EntryEditor.svelte';
import KeepTemplate from '../src/views/journal/KeepTemplate.svelte';
import TemplatesDialog from '../src/views/journal/TemplatesDialog.svelte';
import { beside, draw, field, isDialogOpen, named, press, settle, submit, type, words } from './drawn';
import { asked, refusal, said, shell } from './shell';

const TEMPLATES = [
  { template: 'o:1', name: 'Sunday <evening>' },
  { template: 'c:good-moment', name: 'One good moment' },
  { template: 'c:what-i-heard', name: 'What I heard' },
  { template: 'c:before-a-talk', name: 'Before a talk' },
];
const nothing = () => {};
const page = {
  id: 'new',
  isNew: true,
  ondeleted: nothing,
  onkept: nothing,
  onchoose: nothing,
  onmoved: nothing,
  onbringup: nothing,
};
const row = () => document.querySelector('[role=group][aria-label="Begin with"]');
const editor = () => document.querySelector<HTMLElement>('[role=textbox]');

beforeEach(() => {
  shell.answers['list_templates'] = () => TEMPLATES;
  shell.answers['get_template'] = ({ template }: { template: string }) => `What ${template} asks:\n\n`;
  shell.opened.today.data = { day: '2026-03-29', practice: { practice: 'c:listen-first' } } as never;
});

async function begin() {
  draw(EntryEditor, page);
  await vi.waitUntil(editor, { timeout: 10_000 });
  await settle();
  await settle();
}

describe('a new entry', () => {
  it('can begin with a template, and then offers no other', async () => {
    await begin();
    expect(words()).toContain('Begin with:');
    await press('One good moment');
    expect(editor()?.textContent).toContain('What c:good-moment asks:');
    expect(row()).toBeNull();
  });

  it('leaves room for the first answer', async () => {
    await begin();
    await press('One good moment');
    expect(document.querySelector('.cm-line')?.textContent).toBe('What c:good-moment asks: ');
  });

  it('keeps what is typed while a template is on its way', async () => {
    let arrive = (_: string) => {};
    shell.answers['get_template'] = () => new Promise<string>((done) => (arrive = done));
    await begin();
    await press('One good moment');
    const view = EditorView.findFromDOM(editor() as HTMLElement);
    view?.dispatch({ changes: { from: 0, insert: 'already' } });
    arrive('A template:\n');
    await settle();
    await settle();
    expect(editor()?.textContent).toBe('already');
  });

  it('offers the user’s own first, and all of them behind More', async () => {
    await begin();
    const shown = [...(row()?.querySelectorAll('button') ?? [])].map((button) => button.textContent?.trim());
    expect(shown).toEqual(['Today’s practice', 'Sunday <evening>', 'One good moment', 'More…']);
    await press('More…');
    await press('Before a talk');
    expect(isDialogOpen()).toBe(false);
    expect(editor()?.textContent).toContain('What c:before-a-talk asks:');
  });

  it('can be about today’s practice', async () => {
    shell.answers['write_about'] = () => ({ id: 'about' });
    await begin();
    await press('Today’s practice');
    expect(asked('write_about')).toEqual([{ about: { what: 'practice', practice: 'c:listen-first' } }]);
    expect(shell.opened.entryWanted).toBe('about');
  });
});

describe('an own template', () => {
  const draws = () => draw(TemplatesDialog, { templates: TEMPLATES, onchoose: nothing, onclose: nothing });

  it('is renamed, or says beside its field why not', async () => {
    draws();
    await press('Rename Sunday <evening>');
    expect(field('Name').value).toBe('Sunday <evening>');
    shell.answers['rename_template'] = refusal('invalid', 'Another template has this name.', 'name');
    await type('Name', 'Monday');
    await submit('Name');
    expect(beside('Name')).toBe('Another template has this name.');
    shell.answers['rename_template'] = () => null;
    await press('Rename');
    expect(asked('rename_template').at(-1)).toEqual({ template: 'o:1', name: 'Monday' });
    expect(named('Rename')).toBeUndefined();
  });

  it('is deleted with a way back, and the given ones are not', async () => {
    draws();
    expect(named('Delete One good moment')).toBeUndefined();
    await press('Delete Sunday <evening>');
    expect(asked('delete_template')).toEqual([{ template: 'o:1' }]);
    await shell.opened.notes.list[0]?.undo?.();
    expect(asked('restore_template')).toEqual([{ template: 'o:1' }]);
  });

  it('says how to make the first', () => {
    draw(TemplatesDialog, { templates: TEMPLATES.slice(1), onchoose: nothing, onclose: nothing });
    expect(words()).toContain('Then choose “Keep as a template” in its menu.');
  });
});

describe('keeping an entry as a template', () => {
  it('can be undone, also where it took the place of another', async () => {
    const onclose = vi.fn();
    shell.answers['keep_template'] = () => ({ template: 'o:2', replaced: 'o:1' });
    draw(KeepTemplate, { id: 'a', onclose });
    await type('Name', 'Sunday');
    await submit('Name');
    expect(asked('keep_template')).toEqual([{ entry: 'a', name: 'Sunday' }]);
    expect(onclose).toHaveBeenCalledOnce();
    expect(said()).toEqual(['The template is kept in place of the earlier one.']);
    await shell.opened.notes.list[0]?.undo?.();
    expect([asked('delete_template'), asked('restore_template')]).toEqual([
      [{ template: 'o:2' }],
      [{ template: 'o:1' }],
    ]);
  });

  it('says what is wrong with the name, or with the text', async () => {
    shell.answers['keep_template'] = refusal('invalid', 'Give it a name.', 'name');
    draw(KeepTemplate, { id: 'a', onclose: nothing });
    await submit('Name');
    expect(beside('Name')).toBe('Give it a name.');
    shell.answers['keep_template'] = refusal('invalid', 'This entry is empty.', 'text');
    await submit('Name');
    expect(beside('Name')).toBeNull();
    expect(words()).toContain('This entry is empty.');
  });
});
