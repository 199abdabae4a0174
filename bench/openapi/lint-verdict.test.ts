import { expect, test } from 'vitest';

import { compareVerdicts } from './lint-verdict.ts';

const at = (rule: string, ...path: string[]) => ({ rule, path });

test('verdicts on one rule and place agree, whatever their number; others are told apart by side', () => {
  const agreement = compareVerdicts([at('a', 'x'), at('a', 'x'), at('b', 'x')], [at('a', 'x'), at('a', 'y')]);
  expect(agreement).toEqual({ both: 1, onlyOurs: [at('b', 'x')], onlyTheirs: [at('a', 'y')], explained: 0 });
});

test('a place that Spectral cuts short before a percent-encoded key is explained, any other is not', () => {
  const ours = [at('a', 'paths', '/x/{id}', 'get'), at('a', 'paths', '/x')];
  expect(compareVerdicts(ours, [at('a', 'paths')]).explained).toBe(1);
  expect(compareVerdicts([at('a', 'paths', '/x')], [at('a', 'paths')]).explained).toBe(0);
  expect(compareVerdicts(ours, [at('b', 'paths')]).explained).toBe(0);
});
