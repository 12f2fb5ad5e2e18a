/** The commands about what a new entry can begin with. */
import type { KeptTemplate } from './bindings/KeptTemplate';
import type { Template } from './bindings/Template';
import { call } from './ipc';

/** The user's own, then the given ones. */
export const listTemplates = () => call<Template[]>('list_templates');
/** The text that an entry begins with. */
export const getTemplate = (template: string) => call<string>('get_template', { template });
/** Keeps an entry's text under this name. */
export const keepTemplate = (entry: string, name: string) =>
  call<KeptTemplate>('keep_template', { entry, name });
export const renameTemplate = (template: string, name: string) =>
  call<null>('rename_template', { template, name });
export const deleteTemplate = (template: string) => call<null>('delete_template', { template });
export const restoreTemplate = (template: string) => call<null>('restore_template', { template });

export const isOwn = ({ template }: Template): boolean => template.startsWith('o:');
