import { isArray, isObject, type JsonValue } from '../../src/json.ts';
import { NAMING_KEYWORDS } from '../../src/validate/schema/keywords.ts';
import type { SuiteGroup } from './load.ts';

/** What of the suite is not asked of this validator, and why. */
export interface Skip {
  readonly reason: string;
  readonly applies: (file: string, group: SuiteGroup) => boolean;
}

export const SKIPS: readonly Skip[] = [
  {
    reason: 'schemas are found by JSON pointer only: reading refuses a definition in which they are found by name',
    applies: (_file, { schema }) => hasMember(schema, (name) => NAMING_KEYWORDS.includes(name)),
  },
  {
    reason: 'a definition is one document when it is validated: reading brings in what lies elsewhere, and refuses what it may not fetch',
    applies: (_file, { schema }) =>
      hasMember(schema, (name, value) => name === '$ref' && typeof value === 'string' && !value.startsWith('#')),
  },
  {
    reason: 'vocabularies are those of OpenAPI, whatever meta-schema a schema names',
    applies: (file) => file === 'vocabulary.json',
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
  {
    reason: 'values with `__proto__` never get to a validator: they are refused when they are read',
    applies: (file, { description }) =>
      file === 'properties.json' && description === 'properties whose names are Javascript object property names',
  },
];

function hasMember(value: JsonValue, isMeant: (name: string, value: JsonValue) => boolean): boolean {
  if (isArray(value)) return value.some((item) => hasMember(item, isMeant));
  return isObject(value) && Object.entries(value).some(([name, inner]) => isMeant(name, inner) || hasMember(inner, isMeant));
}
