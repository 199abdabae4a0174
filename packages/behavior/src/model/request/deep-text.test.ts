import fc from 'fast-check';
import { expect, test } from 'vitest';

import { deepText } from './deep-text.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each([
  ['plain', 'plain', 0],
  ['50%', '50%', 0],
  ['%3Cscript%3E', '<script>', 1],
  ['%253Cscript%253E', '<script>', 2],
  ['%25253Cscript%25253E', '<script>', 3],
  ['%2525253Cscript', '%3Cscript', 3],
  [base64('import os; os.system("id")'), 'import os; os.system("id")', 1],
  [base64('%3Cscript%3Ealert(1)'), '<script>alert(1)', 2],
  ['550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000', 0],
  ['OrderOfTheDayList', 'OrderOfTheDayList', 0],
  // Drawn, and three of four octets printable by chance.
  ['W8Q7Sg0n0ip1TJE31GZiJ68hbDdD5BQm', 'W8Q7Sg0n0ip1TJE31GZiJ68hbDdD5BQm', 0],
  [base64("' or 1=1--  "), "' or 1=1--  ", 1],
  ['4711', '4711', 0],
])('%s is %s, decoded %i times', (value, text, layers) => {
  const deep = deepText(value);
  expect(deep.text).toBe(text);
  expect(deep.layers).toHaveLength(layers);
});

test('drawn octets are hardly ever taken for encoded text', () => {
  const token = fc.uint8Array({ minLength: 12, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
  const samples = fc.sample(token, { numRuns: 5000, seed: 1 });
  expect(samples.filter((value) => deepText(value).layers.length > 0).length).toBeLessThan(3);
});

test('it ends, with at most three layers, whatever it is given', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('%', '2', '5', 'A', 'a', '=', '/', '\0'), maxLength: 200 }), (value) => {
      const { text, layers } = deepText(value);
      return layers.length <= 3 && text.length <= value.length;
    }),
    { numRuns: 300 },
  );
});
