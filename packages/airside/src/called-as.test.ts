import { execFileSync } from 'node:child_process';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { shellWord } from './called-as.ts';

test('a shell reads a word as the text it was made from, whatever that holds', () => {
  const printable = fc.string({ unit: fc.constantFrom("'", '"', ' ', '$', '`', '\\', '\n', '&', '*', 'a', 'é', '!', '-') });
  const texts = fc.sample(printable, { numRuns: 200, seed: 1 });
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${texts.map(shellWord).join(' ')}`], { encoding: 'utf8' });
  expect(printed.split('\0').slice(0, -1)).toEqual(texts);
});
