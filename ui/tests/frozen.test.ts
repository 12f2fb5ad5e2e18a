import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * The shell freezes Object.prototype in the window. Each package is imported in a process of its own after the freeze,
 * as the browser would resolve it.
 */
const ui = new URL('..', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', ui), 'utf8')) as {
  dependencies: Record<string, string>;
};
const IMPORTS: Record<string, string[]> = {
  svelte: ['svelte', 'svelte/internal/client', 'svelte/reactivity'],
  '@tauri-apps/api': ['@tauri-apps/api/core', '@tauri-apps/api/event'],
};
const STYLES_ONLY = ['@fontsource-variable/literata'];

function runFrozen(script: string): string {
  return execFileSync(
    process.execPath,
    ['--conditions=browser', '--input-type=module', '-e', `Object.freeze(Object.prototype);${script}`],
    { cwd: ui, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

describe('with a frozen Object.prototype', () => {
  const packages = Object.keys(manifest.dependencies).filter((name) => !STYLES_ONLY.includes(name));

  it('the freeze is real', () => {
    const script =
      'const o = {}; try { o.toString = 1; console.log("loose") } catch { console.log("frozen") }';
    expect(runFrozen(script).trim()).toBe('frozen');
  });

  it.each(packages.flatMap((name) => IMPORTS[name] ?? [name]))('%s loads', (specifier) => {
    expect(runFrozen(`await import(${JSON.stringify(specifier)}); console.log("ok")`).trim()).toBe('ok');
  });

  it('Markdown is parsed and edited', () => {
    const script = `
      const { EditorState } = await import('@codemirror/state');
      const { markdown } = await import('@codemirror/lang-markdown');
      const { ensureSyntaxTree } = await import('@codemirror/language');
      const state = EditorState.create({ doc: '# a **b**', extensions: [markdown()] });
      const next = state.update({ changes: { from: 9, insert: '\\n> c' } }).state;
      console.log(ensureSyntaxTree(next, next.doc.length).toString());`;
    expect(runFrozen(script)).toContain('ATXHeading1');
  });
});
