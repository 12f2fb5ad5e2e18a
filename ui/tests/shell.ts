/** The shell behind the window: it answers what a test lays down, and keeps what it was asked. */
import { vi } from 'vitest';
import type { Opened } from '../src/lib/opened.svelte';

type Answer = (args: never) => unknown;

export const shell = {
  /** By the name of the command; it answers null to the others. */
  answers: {} as Record<string, Answer>,
  calls: [] as { command: string; args: unknown }[],
  /** What lives while the journal is open. */
  opened: null as unknown as Opened,
};

vi.mock('@tauri-apps/api/core', () => ({
  invoke: async (command: string, args: unknown) => {
    shell.calls.push({ command, args });
    await Promise.resolve();
    return shell.answers[command]?.(args as never) ?? null;
  },
}));
vi.mock('@tauri-apps/api/event', () => ({ listen: () => Promise.resolve(() => {}) }));
vi.mock('../src/lib/opened.svelte', async (original) => ({
  ...(await original<object>()),
  provideOpened: () => shell.opened,
  useOpened: () => shell.opened,
}));

/** The arguments of each call of this command. */
export const asked = (command: string) =>
  shell.calls.filter((call) => call.command === command).map(({ args }) => args);

/** What was just said in one line. */
export const said = () => shell.opened.notes.list.map((note) => note.text);

export const refusal =
  (code: string, message: string, field: string | null = null): Answer =>
  () => {
    throw { code, message, field };
  };
