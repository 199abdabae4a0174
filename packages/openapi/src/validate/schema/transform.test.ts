import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { anySchemas, values } from '../../../test/generate/any-schemas.ts';
import { SchemaCompiler } from './compiler.ts';
import { FORMATS } from './formats/index.ts';

test('a schema in the form in which it is compiled means what it means to a validator that compiles it as it is', () => {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, validateSchema: false, formats: FORMATS, logger: false });
  const seen = { fitting: 0, refused: 0 };
  fc.assert(
    fc.property(anySchemas, fc.array(values, { minLength: 5, maxLength: 5 }), (schema, samples) => {
      fc.pre(!isMisread(JSON.stringify(schema)));
      const bare = ajv.compile(schema);
      const check = new SchemaCompiler({ openapi: '3.1.0', ...schema }, { closed: false }).check('');
      for (const sample of samples) {
        const fits = verdictOf(() => bare(sample));
        // Some compositions are compiled to code that fails: then nothing fits.
        if (fits === undefined) continue;
        seen[fits ? 'fitting' : 'refused'] += 1;
        expect([sample, check(sample, 1000) === undefined]).toEqual([sample, fits]);
      }
    }),
    { numRuns: 120 },
  );
  expect(Math.min(seen.fitting, seen.refused)).toBeGreaterThan(50);
});

/**
 * Ajv does not know which items `contains` and alternatives have evaluated, nor what a condition that does not hold has not: the JSON Schema Test Suite
 * has the cases, and ours is held to it.
 */
function isMisread(schema: string): boolean {
  const has = (...names: readonly string[]): boolean => names.some((name) => schema.includes(`"${name}":`));
  return (has('unevaluatedItems') && has('contains', 'anyOf', 'oneOf', 'if', 'not')) || (has('unevaluatedProperties') && has('if'));
}

function verdictOf(judge: () => boolean): boolean | undefined {
  try {
    return judge();
  } catch {
    return undefined;
  }
}
