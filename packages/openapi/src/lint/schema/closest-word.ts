const LONGEST_WORD = 200;

/** Of some words the one that takes the fewest edits (Levenshtein) to become the other, where it is near enough to be meant. */
export function closestWord(word: string, candidates: readonly unknown[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  let best: { readonly text: string; readonly edits: number } | undefined;
  for (const text of candidates) {
    if (typeof text !== 'string' || text.length > LONGEST_WORD) continue;
    const edits = editsBetween(text, word);
    if (!best || edits < best.edits) best = { text, edits };
  }
  return best && (candidates.length === 1 || best.edits < best.text.length) ? best.text : undefined;
}

function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) {
      const replaced = (row[to] ?? 0) + (one[at] === other[to] ? 0 : 1);
      next.push(Math.min(replaced, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
