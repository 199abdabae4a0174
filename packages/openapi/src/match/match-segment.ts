/**
 * Appends to `values` what the parameters between the literals stand for in the segment, and returns true; or returns false and appends
 * nothing. No parameter is empty. A literal between two parameters is found at its first possible place, so the time is linear in the
 * segment for each literal.
 */
export function matchSegment(literals: readonly string[], segment: string, values: string[]): boolean {
  const first = literals[0] ?? '';
  const last = literals.length - 1;
  const suffix = literals[last] ?? '';
  const end = segment.length - suffix.length;
  if (end < first.length || !segment.startsWith(first) || !segment.endsWith(suffix)) return false;
  const before = values.length;
  let start = first.length;
  for (let index = 1; index <= last; index++) {
    const next = index === last ? end : segment.indexOf(literals[index] ?? '', start + 1);
    if (next <= start || next > end) {
      values.length = before;
      return false;
    }
    values.push(segment.slice(start, next));
    start = next + (literals[index] ?? '').length;
  }
  return true;
}
