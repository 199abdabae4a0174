import { items, type JsonObject, type JsonValue, member, stringMember } from '../../json.ts';
import type { StringSketch } from '../sketch/string-sketch.ts';
import { CLASS } from '../sketch/text-classes.ts';

/** Values that stand for a format: addresses and names kept free for examples (RFC 2606, RFC 5737, RFC 3849). */
const OF_FORMAT: Readonly<Record<string, JsonValue>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2000-01-01T00:00:00Z',
  date: '2000-01-01',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  email: 'user@example.com',
  uri: 'https://example.com/',
};
const LONGEST = 40;

/**
 * A value that shows the form without being anybody's: a listed value as it is, one made up for a format, a number of the same size, a text of as many
 * letters and digits. Undefined where there is nothing to show.
 */
export function exampleOf(schema: JsonObject, string: StringSketch | undefined): JsonValue | undefined {
  const listed = items(member(schema, 'enum'))[0];
  if (listed !== undefined) return listed;
  const format = stringMember(schema, 'format');
  if (format !== undefined && OF_FORMAT[format] !== undefined) return OF_FORMAT[format];
  if (string !== undefined) return string.isSecret || string.count === 0 ? undefined : masked(schema, string);
  const [minimum, maximum] = items(member(schema, 'x-airside-range'));
  if (typeof maximum === 'number' && typeof minimum === 'number') return roundWithin(minimum, maximum);
  return stringMember(schema, 'type') === 'boolean' ? true : undefined;
}

/** A round number within the range. */
function roundWithin(minimum: number, maximum: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(1, Math.abs(maximum))));
  const round = Math.floor(maximum / size) * size;
  return round >= minimum ? round : maximum === minimum ? minimum : Math.ceil(minimum);
}

/** `ord_aaaaaaaaaaaaaaaa`: what all values begin with by a pattern, and then as many characters as the shortest has. */
function masked(schema: JsonObject, { minLength, classes }: StringSketch): string {
  const pattern = stringMember(schema, 'pattern');
  const start = pattern === undefined ? '' : pattern.slice(1, pattern.indexOf('['));
  const filler = (classes & CLASS.lower) !== 0 ? 'a' : (classes & CLASS.upper) !== 0 ? 'A' : (classes & CLASS.digit) !== 0 ? '0' : 'x';
  return start + filler.repeat(Math.max(0, Math.min(minLength, LONGEST) - start.length));
}
