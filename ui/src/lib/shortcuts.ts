/** Ajar's keys. They win over the editor's, and never fire while a character is being composed. */
export type Shortcut =
  | 'new_entry'
  | 'write_line'
  | 'bring_up'
  | 'alone_now'
  | 'search'
  | 'write_or_read'
  | 'palette'
  | 'lock'
  | 'quick_hide'
  | 'help';

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

export function shortcutOf(event: Keys, typing: boolean, questionMarkHelp: boolean): Shortcut | null {
  if (event.isComposing || event.altKey) return null;
  if (event.key === 'F1') return 'help';
  if (event.key === '?' && questionMarkHelp && !typing && !event.ctrlKey && !event.metaKey) return 'help';
  // One of the two, whichever the keyboard calls its command key.
  if (event.ctrlKey === event.metaKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'n') return event.shiftKey ? 'write_line' : 'new_entry';
  if (key === 'b' && event.shiftKey) return 'bring_up';
  if (key === 'f' && !event.shiftKey) return 'search';
  if (key === 'e' && !event.shiftKey) return 'write_or_read';
  if (key === 'k' && !event.shiftKey) return 'palette';
  if (key === 'a' && event.shiftKey) return 'alone_now';
  if (key === 'l') return event.shiftKey ? 'quick_hide' : 'lock';
  return null;
}

/** Whether keys go into a text the user is writing. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

export const COMMAND_KEY = /Mac/.test(globalThis.navigator?.userAgent ?? '') ? '⌘' : 'Ctrl';

/** What is asked in a dialog is answered first. */
export const unlessAsked = (deed: () => void) => () => {
  if (!document.querySelector('dialog[open]')) deed();
};

/** A key handler that answers the shortcuts it is given and lets every other key pass. */
export function answerKeys(
  answers: Partial<Record<Shortcut, () => void>>,
  questionMarkHelp: () => boolean = () => false,
): (event: KeyboardEvent) => void {
  return (event) => {
    const shortcut = shortcutOf(event, isTyping(event.target), questionMarkHelp());
    const answer = shortcut && answers[shortcut];
    if (!answer) return;
    event.preventDefault();
    event.stopPropagation();
    answer();
  };
}
