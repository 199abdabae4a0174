import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { jsonText, yamlText } from './definition-text.ts';

const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\u2028\u2029]/u;
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u001b', '\u009b', '\u202e', '\u0000', '\u{e0001}', '\n', '"', "'", '\\', ': ', '#', '- ', 'a'),
    fc.string({ unit: 'grapheme' }),
  ),
});

test('what callers named drives no terminal, and is still what they named', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text)), { noNullPrototype: true }), (value) => {
      const [json, yaml] = [jsonText(value), yamlText(value)];
      expect([HIDDEN.test(json), HIDDEN.test(yaml)]).toEqual([false, false]);
      expect([JSON.parse(json), parse(yaml)]).toEqual([value, value]);
    }),
    { numRuns: 200, examples: [[{ 'a\u009b31m': '\u202eb' }], [{ '': ' \n' }]] },
  );
});
