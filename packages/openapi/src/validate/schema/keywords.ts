import { isArray, isObject, type JsonValue } from '../../json.ts';
import { compilePattern } from './pattern.ts';

/** What the value of a keyword of JSON Schema 2020-12 must be. */
export interface Keyword {
  /** `value` is plain; the others hold schemas: `inPlace` ones for the same value, the rest for values inside it. */
  readonly role: 'value' | 'inPlace' | 'inPlaceList' | 'inPlaceMap' | 'inner' | 'innerList' | 'innerMap';
  readonly expected: string;
  readonly accepts: (value: JsonValue) => boolean;
}

export const TYPES: readonly string[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

const isSchema = (value: JsonValue): boolean => isObject(value) || typeof value === 'boolean';
const isSchemaList = (value: JsonValue): boolean => isArray(value) && value.length > 0 && value.every(isSchema);
const isSchemaMap = (value: JsonValue): boolean => isObject(value) && Object.values(value).every(isSchema);
const isCount = (value: JsonValue): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
const isNumber = (value: JsonValue): boolean => typeof value === 'number';
const isNames = (value: JsonValue): boolean => isArray(value) && value.every((item) => typeof item === 'string');
const isTypeName = (value: JsonValue): boolean => typeof value === 'string' && TYPES.includes(value);
const isTypes = (value: JsonValue): boolean => isTypeName(value) || (isArray(value) && value.length > 0 && value.every(isTypeName));
const isPattern = (value: JsonValue): boolean => typeof value === 'string' && !('problem' in compilePattern(value));
const isPatternMap = (value: JsonValue): boolean => isSchemaMap(value) && isObject(value) && Object.keys(value).every(isPattern);

const count: Keyword = { role: 'value', expected: 'a whole number that is not negative', accepts: isCount };
const limit: Keyword = { role: 'value', expected: 'a number', accepts: isNumber };
const inner: Keyword = { role: 'inner', expected: 'a schema', accepts: isSchema };
const inPlace: Keyword = { role: 'inPlace', expected: 'a schema', accepts: isSchema };
const inPlaceList: Keyword = { role: 'inPlaceList', expected: 'a list of schemas that is not empty', accepts: isSchemaList };

/** The keywords that constrain values. Whatever else a schema holds is annotation and never reaches the validator. */
const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $ref: { role: 'value', expected: 'a JSON pointer', accepts: (value) => typeof value === 'string' },
  type: { role: 'value', expected: `one of ${TYPES.join(', ')}, or a list of them`, accepts: isTypes },
  enum: { role: 'value', expected: 'a list that is not empty', accepts: (value) => isArray(value) && value.length > 0 },
  const: { role: 'value', expected: 'a value', accepts: () => true },
  format: { role: 'value', expected: 'a name', accepts: (value) => typeof value === 'string' },
  contentEncoding: { role: 'value', expected: 'a name', accepts: (value) => typeof value === 'string' },
  multipleOf: { role: 'value', expected: 'a number above 0', accepts: (value) => typeof value === 'number' && value > 0 },
  maximum: limit,
  exclusiveMaximum: limit,
  minimum: limit,
  exclusiveMinimum: limit,
  maxLength: count,
  minLength: count,
  pattern: { role: 'value', expected: 'a regular expression that can be matched in linear time', accepts: isPattern },
  maxItems: count,
  minItems: count,
  uniqueItems: { role: 'value', expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  maxContains: count,
  minContains: count,
  maxProperties: count,
  minProperties: count,
  required: { role: 'value', expected: 'a list of property names', accepts: isNames },
  dependentRequired: {
    role: 'value',
    expected: 'lists of property names',
    accepts: (value) => isObject(value) && Object.values(value).every(isNames),
  },
  allOf: inPlaceList,
  anyOf: inPlaceList,
  oneOf: inPlaceList,
  not: inPlace,
  if: inPlace,
  then: inPlace,
  else: inPlace,
  dependentSchemas: { role: 'inPlaceMap', expected: 'schemas by property name', accepts: isSchemaMap },
  properties: { role: 'innerMap', expected: 'schemas by property name', accepts: isSchemaMap },
  patternProperties: {
    role: 'innerMap',
    expected: 'schemas by regular expression that can be matched in linear time',
    accepts: isPatternMap,
  },
  additionalProperties: inner,
  propertyNames: inner,
  unevaluatedProperties: inner,
  items: inner,
  prefixItems: { role: 'innerList', expected: 'a list of schemas that is not empty', accepts: isSchemaList },
  contains: inner,
  unevaluatedItems: inner,
};

/** Keywords of draft 2019-09 that find schemas by name, and are not followed. */
export const OLD_NAMING_KEYWORDS: readonly string[] = ['$recursiveAnchor', '$recursiveRef'];

export function keywordOf(name: string): Keyword | undefined {
  return Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
}
