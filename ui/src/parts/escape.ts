const WRITTEN_IN = 'textarea, select, input:not([type=radio], [type=checkbox])';

/**
 * A key handler for a page that Escape leaves. What lies above it, a dialog or a character being composed, goes first;
 * whoever is writing in a field stays.
 */
export function escapeLeads(away: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.target instanceof Element && event.target.matches(WRITTEN_IN)) return;
    event.preventDefault();
    away();
  };
}
