import { expect, test } from 'vitest';

import { compareVerdicts, type Verdict } from './lint-verdict.ts';

const at = (rule: string, ...path: string[]) => ({ rule, path, message: 'wrong' });
const document = { paths: { '/x': {}, '/x/{id}': { get: {} } }, x: 1, y: 1 };
const compared = (ours: readonly Verdict[], theirs: readonly Verdict[]) => compareVerdicts(ours, theirs, document);
const reasons = (ours: readonly Verdict[], theirs: readonly Verdict[]) => Object.values(compared(ours, theirs).explained);

test('verdicts on one rule and place agree, whatever their number; others are told apart by side', () => {
  const agreement = compared([at('a', 'x'), at('a', 'x'), at('b', 'x')], [at('a', 'x'), at('a', 'y')]);
  expect(agreement).toMatchObject({ both: 1, onlyOurs: [at('b', 'x')], onlyTheirs: [at('a', 'y')], unexplained: 2 });
  expect(Object.values(agreement.explained)).toEqual([0, 0, 0]);
});

test('a place that Spectral cuts short before a percent-encoded key is explained, any other is not', () => {
  const ours = [at('a', 'paths', '/x/{id}', 'get'), at('a', 'paths', '/x')];
  expect(reasons(ours, [at('a', 'paths')])).toEqual([1, 0, 0]);
  expect(reasons([at('a', 'paths', '/x')], [at('a', 'paths')])).toEqual([0, 0, 0]);
  expect(reasons(ours, [at('b', 'paths')])).toEqual([0, 0, 0]);
});

test('a pattern that looks around is explained, a plain one is not', () => {
  const about = (pattern: string) => ({ ...at('a', 'x'), message: `"example" property must match pattern "${pattern}"` });
  expect(reasons([], [about('^(?!a)b')])).toEqual([0, 1, 0]);
  expect(reasons([], [about('^(?:a)b')])).toEqual([0, 0, 0]);
});

test('a place that is not in the file is explained, and that ours is the one around it', () => {
  const nowhere = at('a', 'paths', '/x', 'get', 'schema');
  expect(compared([at('a', 'paths', '/x')], [nowhere])).toMatchObject({ unexplained: 0 });
  expect(reasons([at('a', 'paths', '/x')], [nowhere])).toEqual([0, 0, 2]);
  expect(compared([at('b', 'paths', '/x')], [nowhere])).toMatchObject({ unexplained: 1 });
  expect(compared([], [at('a', 'paths', '/x')])).toMatchObject({ unexplained: 1 });
});
