import { expect, test } from 'vitest';
import { z } from 'zod';

import { typeText } from './type-text.ts';

const text = (schema: z.ZodType) => typeText(z.toJSONSchema(schema, { io: 'input' }));

test.each([
  [z.int(), 'whole number'],
  [z.int().min(1).max(9), 'whole number, 1 to 9'],
  [z.number().max(0.5), 'number, at most 0.5'],
  [z.string().max(1), 'text, at most 1 character'],
  [z.array(z.boolean()).min(1), 'list of: `true` or `false`, at least 1 entry'],
  [z.tuple([z.string(), z.int().max(9)]), 'list of just: text; whole number, at most 9'],
  [z.array(z.tuple([z.string(), z.string()])), 'list of: list of just: text; text'],
  [z.enum(['a', 'b']), 'one of `a`, `b`'],
  [z.literal(5), '`5`'],
  [z.string().nullable(), 'text, or `null`'],
  [z.strictObject({ a: z.int() }).nullable(), 'object, or `null`'],
  [z.union([z.int(), z.literal('all')]), 'whole number, or `all`'],
  [z.record(z.string(), z.int()), 'object, one entry per name'],
  [z.iso.datetime(), 'time (RFC 3339)'],
  [z.string().meta({ 'x-secret': true }), 'secret, by reference: `${env:NAME}` or `${file:PATH}`'],
  [z.string().meta({ 'x-type': 'duration' }), 'duration'],
  [z.unknown(), 'any value'],
])('a schema is put in words (%#)', (schema, expected) => {
  expect(text(schema)).toBe(expected);
});
