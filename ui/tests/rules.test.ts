import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts|css)$/.test(name) && !name.startsWith('lib/bindings'))
  .map((name) => ({ name, text: readFileSync(join(src, name), 'utf8') }));
const those = (broken: (file: { name: string; text: string }) => boolean) =>
  files.filter(broken).map((file) => file.name);

describe('the sources', () => {
  it('were found', () => expect(files.length).toBeGreaterThan(50));

  it('turn no text into elements', () => {
    expect(
      those(({ text }) => /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(text)),
    ).toEqual([]);
  });

  it('carry no inline style, which the content policy would drop', () => {
    expect(those(({ name, text }) => name.endsWith('.svelte') && /\sstyle\s*=/.test(text))).toEqual([]);
  });

  it('reach the shell through one door', () => {
    expect(those(({ text }) => text.includes('@tauri-apps/'))).toEqual(['lib/ipc.ts']);
  });

  it('name no color outside the tokens', () => {
    const colored = ({ name, text }: { name: string; text: string }) =>
      name !== 'styles/tokens.css' && /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/i.test(text);
    expect(those(colored)).toEqual([]);
  });

  it('keep parts free of Ajar', () => {
    const knowing = ({ name, text }: { name: string; text: string }) =>
      name.startsWith('parts/') && /lib\/(ipc|session|opened|bindings|drafts|notes|query)|views\//.test(text);
    expect(those(knowing)).toEqual([]);
  });

  it('stay short', () => expect(those(({ text }) => text.split('\n').length > 201)).toEqual([]));
});
