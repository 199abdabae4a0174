import { expect, test } from 'vitest';

import { lintText } from './lint.ts';
import { loadRuleset } from './ruleset/load.ts';

test('a definition is linted with the built-in rules, each result at its place', async () => {
  const { ruleset, problems } = await loadRuleset('spectral:oas');
  if (!ruleset) throw new Error(JSON.stringify(problems));
  const text =
    'openapi: 3.0.0\ninfo:\n  title: T\n  version: "1"\npaths:\n  /a/:\n    get:\n      operationId: a\n      responses:\n        "200": {}\n';
  const { results } = await lintText(text, ruleset);
  const slash = results.find(({ code }) => code === 'path-keys-no-trailing-slash');
  expect(slash).toMatchObject({
    severity: 'warn',
    path: ['paths', '/a/'],
    message: 'Path must not end with slash.',
    range: { start: { line: 5 } },
  });
});
