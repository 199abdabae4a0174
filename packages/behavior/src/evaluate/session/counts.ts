/** Adds so many to what is counted under a key, and gives what it comes to. What comes to nothing is forgotten. */
export function addTo(counts: Map<number, number>, key: number, times: number): number {
  const count = (counts.get(key) ?? 0) + times;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
  return count;
}
