import { describe, expect, test } from 'vitest';

import type { JsonObject, JsonValue } from '../../json.ts';
import { SchemaCompiler } from './compiler.ts';

/** Schemas and values about a property NAME, which are judged alike whatever it is called. */
const ASKED: readonly (readonly [schema: string, values: readonly string[]])[] = [
  ['{"properties":{"NAME":{"type":"integer"}}}', ['{}', '{"NAME":1}', '{"NAME":"x"}', '{"NAME":{"length":1}}', '[]']],
  ['{"properties":{"NAME":{"type":"integer"}},"patternProperties":{"^NAME$":{"minimum":2}}}', ['{"NAME":1}', '{"NAME":2}', '{"NAME":2.5}']],
  ['{"properties":{"NAME":{}},"additionalProperties":false}', ['{"NAME":1}', '{"NAME":1,"other":1}', '{"other":1}']],
  ['{"additionalProperties":false}', ['{"NAME":1}', '{}']],
  ['{"properties":{"a":{}},"additionalProperties":{"type":"integer"}}', ['{"NAME":"x"}', '{"NAME":1}']],
  ['{"required":["NAME"]}', ['{}', '{"NAME":null}']],
  ['{"dependentRequired":{"NAME":["a"],"b":["NAME"]}}', ['{}', '{"NAME":1}', '{"b":1}', '{"NAME":1,"a":1,"b":1}']],
  ['{"dependentSchemas":{"NAME":false}}', ['{}', '{"NAME":1}']],
  ['{"patternProperties":{"^NAME$":false}}', ['{}', '{"NAME":1}']],
  ['{"propertyNames":{"const":"a"}}', ['{"NAME":1}', '{"a":1}']],
  ['{"maxProperties":0}', ['{"NAME":1}']],
  ['{"minProperties":1}', ['{}', '{"NAME":1}']],
  ['{"const":{"NAME":1}}', ['{}', '{"NAME":1}', '{"NAME":2}']],
  ['{"const":{"NAME":{"a":[1]}}}', ['{"NAME":{"a":[1]}}', '{"NAME":{"a":[2]}}']],
  ['{"const":{"a":1},"enum":[{"NAME":1}]}', ['{"a":1}', '{"NAME":1}']],
  ['{"enum":[{}]}', ['{}', '{"NAME":1}']],
  ['{"uniqueItems":true}', ['[{},{"NAME":1}]', '[{"NAME":1},{"NAME":1}]']],
  ['{"unevaluatedProperties":false}', ['{}', '{"NAME":1}']],
  ['{"allOf":[{"properties":{"NAME":{}}}],"unevaluatedProperties":false}', ['{"NAME":1}', '{"NAME":1,"other":1}']],
  [
    '{"anyOf":[{"properties":{"a":{}}},{"properties":{"b":{}}}],"unevaluatedProperties":false}',
    ['{"NAME":1}', '{"a":1,"NAME":{"prototype":1}}'],
  ],
  [
    '{"anyOf":[{"patternProperties":{"^a":{}}},{"required":["b"]}],"unevaluatedProperties":{"type":"integer"}}',
    ['{"NAME":"x"}', '{"NAME":1}'],
  ],
  ['{"if":{"required":["a"]},"then":{"properties":{"a":{}}},"unevaluatedProperties":false}', ['{"a":1}', '{"a":1,"NAME":1}', '{"NAME":1}']],
  [
    '{"$ref":"#/$defs/one","$defs":{"one":{"oneOf":[{"properties":{"a":{}},"required":["a"]},{"required":["b"]}]}},"unevaluatedProperties":false}',
    ['{"a":1}', '{"a":1,"NAME":1}'],
  ],
  [
    '{"oneOf":[{"type":"object","required":["NAME"],"properties":{"NAME":{"const":"a"}}},{"type":"object","required":["NAME"],"properties":{"NAME":{"const":"b"}}}],"discriminator":{"propertyName":"NAME"}}',
    ['{}', '{"NAME":"a"}', '{"NAME":"c"}'],
  ],
];

function verdicts(name: string, closed: boolean): readonly (readonly boolean[])[] {
  const named = (text: string): JsonValue => JSON.parse(text.replaceAll('NAME', name)) as JsonValue;
  return ASKED.map(([text, values]) => {
    const schema = named(text.replaceAll('#/$defs', '#/components/schemas/Asked/$defs')) as JsonObject;
    const check = new SchemaCompiler({ openapi: '3.1.0', components: { schemas: { Asked: schema } } }, { closed }).check(
      '/components/schemas/Asked',
    );
    return values.map((value) => check(named(value), 100) === undefined);
  });
}

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

describe.each(INHERITED.filter((name) => name !== '__proto__'))(
  '%s, which every object of JavaScript inherits, is a name like any other',
  (name) => {
    test.each([false, true])('closed: %s', (closed) => {
      expect(verdicts(name, closed)).toEqual(verdicts('plain', closed));
    });
  },
);

// No reader lets the name in. Where alternatives say what is evaluated, it never counts as that: refused at worst.
test.each([false, true])('what is refused under another name is refused as __proto__, closed: %s', (closed) => {
  const [plain, proto] = [verdicts('plain', closed).flat(), verdicts('__proto__', closed).flat()];
  expect(proto.filter((isAccepted, index) => isAccepted && plain[index] !== true)).toEqual([]);
  expect(proto.filter((isAccepted, index) => isAccepted !== plain[index]).length).toBeLessThan(4);
});

test('a closed body of alternatives has no room for what pollutes prototypes', () => {
  const schema = {
    oneOf: [
      { properties: { card: {} }, required: ['card'] },
      { properties: { iban: {} }, required: ['iban'] },
    ],
  };
  const check = new SchemaCompiler({ openapi: '3.1.0', components: { schemas: { Asked: schema } } }, { closed: true }).check(
    '/components/schemas/Asked',
  );
  expect(check({ card: '4', constructor: { prototype: { isAdmin: true } } }, 60)).toEqual({
    pointer: '/constructor',
    message: 'is not declared here',
  });
  expect(check({ card: '4' }, 60)).toBeUndefined();
});
