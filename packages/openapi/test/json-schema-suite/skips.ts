import { isArray, isObject, type JsonValue } from '../../src/json.ts';
import { NAMING_KEYWORDS } from '../../src/validate/schema/keywords.ts';
import type { SuiteGroup } from './load.ts';

/** What of the suite is not asked of this validator, and why. */
export interface Skip {
  readonly reason: string;
  readonly applies: (file: string, group: SuiteGroup) => boolean;
}

/** For draft 2020-12. */
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
];

/** Beside these, what draft 4 says otherwise than 2020-12. */
export const DRAFT_4_SKIPS: readonly Skip[] = [
  ...SKIPS,
  {
    reason: 'a list of schemas is `prefixItems` since 2020-12, and what follows it `items`',
    applies: (file, { schema }) =>
      file === 'additionalItems.json' || hasMember(schema, (name, value) => name === 'items' && isArray(value)),
  },
  {
    reason: '`dependencies` is `dependentRequired` and `dependentSchemas` since 2019-09',
    applies: (_file, { schema }) => hasMember(schema, (name) => name === 'dependencies'),
  },
  {
    reason: '`exclusiveMaximum` and `exclusiveMinimum` are numbers since draft 6',
    applies: (_file, { schema }) => hasMember(schema, (name, value) => name.startsWith('exclusive') && typeof value === 'boolean'),
  },
  {
    reason: 'since 2019-09 keywords beside `$ref` count',
    applies: (file, { description }) => file === 'ref.json' && description === 'ref overrides any sibling keywords',
  },
];

function hasMember(value: JsonValue, isMeant: (name: string, value: JsonValue) => boolean): boolean {
  if (isArray(value)) return value.some((item) => hasMember(item, isMeant));
  return isObject(value) && Object.entries(value).some(([name, inner]) => isMeant(name, inner) || hasMember(inner, isMeant));
}
