/** Bits for each character, by how often each stands in the text (Shannon); at most 256 characters are counted. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  const counted = text.slice(0, 256);
  for (const character of counted) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / counted.length) * Math.log2(count / counted.length);
  return bits;
}
