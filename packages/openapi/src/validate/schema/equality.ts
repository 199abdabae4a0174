import { isArray, isObject, type JsonValue, members } from '../../json.ts';

/**
 * Whether no two items are equal as JSON Schema understands it (2020-12 core section 4.2.2: the order of members does not matter). Time and
 * memory are linear in the total size of the items, but for the sorting of member names.
 */
export function hasUniqueItems(array: readonly JsonValue[]): boolean {
  const seen = new Set<string>();
  for (const item of array) seen.add(canonical(item));
  return seen.size === array.length;
}

/** The values that are equal to one of these. */
export function equalToOne(values: readonly JsonValue[]): (value: JsonValue) => boolean {
  const listed = new Set(values.map(canonical));
  return (value) => listed.has(canonical(value));
}

/** Text that is the same for equal values and differs for others. Depth is bounded where the values are parsed. */
function canonical(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const sorted = [...members(value)].sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`;
}
