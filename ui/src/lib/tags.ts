/** Tags as the vault takes them; one that it would refuse must not come near the words that are saved with it. */

const MAX_CHARACTERS = 64;

/** One word, spelled one way; null for what is no tag. The sign that marks a tag may stand before it. */
export function tagOf(typed: string): string | null {
  const tag = typed.trim().replace(/^#/, '').normalize('NFC');
  const length = [...tag].length;
  if (length < 1 || length > MAX_CHARACTERS || /[\s\p{Cc}\p{Cs}#]/u.test(tag)) return null;
  return tag;
}

/** With one tag more; two that differ in case only are one, and the first stays. */
export function withTag(tags: readonly string[], tag: string): string[] {
  const folded = tag.toLowerCase();
  return tags.some((each) => each.toLowerCase() === folded) ? [...tags] : [...tags, tag];
}
