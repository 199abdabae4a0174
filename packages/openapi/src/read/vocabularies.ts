const BASE = 'https://json-schema.org/draft/2020-12/vocab/';

/** The keywords that refuse values, by the vocabulary of JSON Schema 2020-12 that gives them their meaning. Those of `core` always have it. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  [`${BASE}applicator`]: [
    ...['prefixItems', 'items', 'contains', 'additionalProperties', 'properties', 'patternProperties', 'dependentSchemas', 'propertyNames'],
    ...['if', 'then', 'else', 'allOf', 'anyOf', 'oneOf', 'not'],
  ],
  [`${BASE}unevaluated`]: ['unevaluatedItems', 'unevaluatedProperties'],
  [`${BASE}validation`]: [
    ...['type', 'enum', 'const', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength'],
    ...['pattern', 'maxItems', 'minItems', 'uniqueItems', 'maxContains', 'minContains', 'maxProperties', 'minProperties', 'required'],
    'dependentRequired',
  ],
};

/** Vocabularies that are known beside those: what they bring is annotation, which is there whether or not they are named. */
const ANNOTATING: readonly string[] = ['core', 'meta-data', 'content', 'format-annotation', 'format-assertion'].map(
  (name) => `${BASE}${name}`,
);
const OPENAPI = /^https:\/\/spec\.openapis\.org\/oas\/3\.\d{1,2}\/vocab\//;

/** Whether a vocabulary is understood here. */
export function isKnownVocabulary(uri: string): boolean {
  return Object.hasOwn(KEYWORDS, uri) || ANNOTATING.includes(uri) || OPENAPI.test(uri);
}

/** The keywords that mean nothing in schemas whose meta-schema names these vocabularies (core section 8.1.2). */
export function keywordsOutside(named: readonly string[]): readonly string[] {
  return Object.entries(KEYWORDS).flatMap(([uri, keywords]) => (named.includes(uri) ? [] : keywords));
}
