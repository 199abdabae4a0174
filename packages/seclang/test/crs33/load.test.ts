import { expect, test } from 'vitest';

import { crsSetupFile, loadRules } from '../../src/index.ts';
import { coreRuleSetForTests } from '../../src/testing/index.ts';

const crs = coreRuleSetForTests('3.3');

test.skipIf(crs === undefined)(
  'the whole Core Rule Set 3.3 loads: every rule, in its phase, warning only of operators that ask others',
  () => {
    const folder = crs?.folder ?? '';
    const ruleSet = loadRules([{ file: crsSetupFile(folder) ?? '' }, { text: `Include ${folder}/rules/*.conf`, name: 'rules.conf' }]);
    const messages = ruleSet.warnings.map(({ message }) => message);
    expect(messages.filter((message) => !/^@(?:geoLookup|rbl) of rule \d+ never matches/.test(message))).toEqual([]);
    const counts = ruleSet.phases.map(({ length }) => length);
    if (crs?.version === '3.3.4') expect(counts).toEqual([0, 147, 389, 24, 58, 16]);
    else expect(Math.min(...counts.slice(1))).toBeGreaterThan(10);
  },
);
