import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { applyWaivers, lint, loadRuleset, parseWaivers } from '@airside/openapi';
import { expect, test } from 'vitest';

const SHOP = join(import.meta.dirname, '../../../../examples/shop');

test("the example's definition breaks no rule that nobody answers for, and has no waiver too many", async () => {
  const { ruleset } = await loadRuleset('airside:recommended');
  const file = join(SHOP, '.airside-waivers.yaml');
  const { waivers, problems } = parseWaivers(file, readFileSync(file, 'utf8'));
  if (ruleset === undefined || waivers === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { results } = await lint(join(SHOP, 'openapi.yaml'), ruleset);
  // The day stands still: waivers end, tests do not.
  const { standing, unused, expired } = applyWaivers(results, waivers, '2026-11-29');
  expect(standing.map(({ code, path }) => [code, ...path])).toEqual([]);
  expect([unused, expired]).toEqual([[], []]);
});
