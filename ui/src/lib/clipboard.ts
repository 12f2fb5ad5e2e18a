/** The pictures that are pasted. Words go before them: whatever copies both means the words. */
export function picturesIn(pasted: DataTransfer | null): File[] {
  if (!pasted || pasted.getData('text/plain') !== '') return [];
  return [...pasted.files].filter(({ type }) => type.startsWith('image/'));
}
