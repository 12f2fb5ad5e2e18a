/** A key handler for a page that Escape leaves. What lies above it, a dialog or a character being composed, goes first. */
export function escapeLeads(away: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    away();
  };
}
