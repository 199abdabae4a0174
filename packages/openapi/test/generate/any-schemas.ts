import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../src/json.ts';

// Names that every object inherits have a test of their own: Ajv, which is asked as well, misreads them.
const names = fc.constantFrom('a', 'b', 'ab', 'c');
const count = fc.nat(2);
const scalars = fc.constantFrom<JsonValue>(null, true, 0, 1, 1.5, '', 'a', 'ab');

/** Values with few names and scalars, so that schemas often fit them. */
export const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object', 'null');

const valueKeywords = fc.oneof(
  types.map((type) => ({ type })),
  fc.uniqueArray(types, { minLength: 2, maxLength: 3 }).map((type) => ({ type })),
  fc.array(values, { minLength: 1, maxLength: 3 }).map((list) => ({ enum: list })),
  values.map((value) => ({ const: value })),
  count.map((maximum) => ({ maximum })),
  count.map((minLength) => ({ minLength })),
  count.map((maxItems) => ({ maxItems })),
  count.map((minProperties) => ({ minProperties })),
  fc.array(names, { maxLength: 2 }).map((required) => ({ required })),
  fc.tuple(names, names).map(([one, other]) => ({ dependentRequired: { [one]: [other] } })),
  fc.constantFrom<JsonObject>({ uniqueItems: true }, { multipleOf: 0.5 }, { pattern: '^a' }, { format: 'uuid' }, { exclusiveMinimum: 0 }),
);

/**
 * Schemas of all keywords of 2020-12 but those that find schemas by name. References lead to `#/$defs/leaf`, and for values further in also to
 * `#/$defs/node`, which may refer to itself.
 */
const { schema } = fc.letrec<{ schema: JsonValue; inner: JsonValue; leaf: JsonValue; keyword: JsonObject }>((tie) => {
  const list = (one: fc.Arbitrary<JsonValue>) => fc.array(one, { minLength: 1, maxLength: 2 });
  return {
    leaf: valueKeywords,
    inner: fc.oneof({ weight: 4, arbitrary: tie('schema') }, { weight: 1, arbitrary: fc.constant({ $ref: '#/$defs/node' }) }),
    keyword: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      valueKeywords,
      fc.constant({ $ref: '#/$defs/leaf' }),
      fc.dictionary(names, tie('inner'), { minKeys: 1, maxKeys: 2, noNullPrototype: true }).map((properties) => ({ properties })),
      tie('inner').map((inner) => ({ patternProperties: { '^a': inner } })),
      tie('inner').map((additionalProperties) => ({ additionalProperties })),
      tie('leaf').map((propertyNames) => ({ propertyNames })),
      tie('inner').map((items) => ({ items })),
      list(tie('inner')).map((prefixItems) => ({ prefixItems })),
      tie('inner').map((contains) => ({ contains })),
      fc
        .tuple(tie('inner'), count, count)
        .map(([contains, minContains, more]) => ({ contains, minContains, maxContains: minContains + more })),
      list(tie('schema')).map((allOf) => ({ allOf })),
      list(tie('schema')).map((anyOf) => ({ anyOf })),
      list(tie('schema')).map((oneOf) => ({ oneOf })),
      tie('schema').map((not) => ({ not })),
      fc.tuple(tie('schema'), tie('schema'), tie('schema')).map(([one, then, other]) => ({ if: one, then, else: other })),
      fc.tuple(names, tie('schema')).map(([name, dependent]) => ({ dependentSchemas: { [name]: dependent } })),
      fc.constantFrom<JsonObject>({ unevaluatedProperties: false }, { unevaluatedItems: false }),
      tie('leaf').map((unevaluatedProperties) => ({ unevaluatedProperties })),
    ),
    schema: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.array(tie('keyword'), { minLength: 1, maxLength: 3 }).map((parts) => Object.assign({}, ...parts) as JsonValue),
      },
      { weight: 1, arbitrary: fc.boolean() },
    ),
  };
});

/** A schema with the definitions that it refers to. */
export const anySchemas: fc.Arbitrary<JsonObject> = fc.tuple(schema, schema, valueKeywords).map(([root, node, leaf]) => ({
  allOf: [root],
  $defs: { node, leaf },
}));
