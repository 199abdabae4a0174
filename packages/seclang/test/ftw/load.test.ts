import { expect, test } from 'vitest';

import { crsTestSources, loadRules } from '../../src/index.ts';
import { crsFolder } from './configuration.ts';

const folder = crsFolder('4.28');

test.skipIf(folder === undefined)('the whole Core Rule Set 4.28 loads: every rule, in its phase, without a warning', () => {
  const ruleSet = loadRules(crsTestSources(folder ?? ''));
  expect(ruleSet.warnings).toEqual([]);
  expect(ruleSet.phases.map(({ length }) => length)).toEqual([0, 176, 294, 43, 109, 13]);
});
