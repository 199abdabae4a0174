import { isArray, isObject, type JsonValue } from '../../src/json.ts';
import type { SuiteGroup } from './load.ts';

/** What of the suite is not asked of this validator, and why. */
export interface Skip {
  readonly reason: string;
  readonly applies: (file: string, group: SuiteGroup) => boolean;
}

export const SKIPS: readonly Skip[] = [
  {
    reason: 'a schema cannot switch its own keywords off: they hold whatever meta-schema it names',
    applies: (file, { description }) => file === 'vocabulary.json' && description.includes('no validation vocabulary'),
  },
  {
    reason:
      'the suite takes `format` for an annotation; here it is checked, as users of OpenAPI expect (the suite has no required case for that)',
    applies: (file) => file === 'format.json',
  },
  {
    reason: 'the suite takes `contentEncoding` for an annotation; here base64 is checked, as `format: byte` was',
    applies: (file, { schema }) => file === 'content.json' && hasMember(schema, (name) => name === 'contentEncoding'),
  },
];

/** A group whose schema has a member `__proto__`, without it: such definitions never get to a validator, they are refused when they are read. */
export function withoutProto(group: SuiteGroup): SuiteGroup {
  const hasProto = (value: JsonValue): boolean => hasMember(value, (name) => name === '__proto__');
  if (!hasProto(group.schema)) return group;
  const schema = withoutMember(group.schema, '__proto__');
  return { ...group, schema, tests: group.tests.filter(({ data }) => !hasProto(data)) };
}

function withoutMember(value: JsonValue, left: string): JsonValue {
  if (isArray(value)) return value.map((item) => withoutMember(item, left));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === left ? [] : [[name, withoutMember(inner, left)] as const])),
  );
}

function hasMember(value: JsonValue, isMeant: (name: string, value: JsonValue) => boolean): boolean {
  if (isArray(value)) return value.some((item) => hasMember(item, isMeant));
  return isObject(value) && Object.entries(value).some(([name, inner]) => isMeant(name, inner) || hasMember(inner, isMeant));
}
