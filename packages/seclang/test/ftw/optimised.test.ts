import { describe, expect, test } from 'vitest';

import { transactionOf } from '../../src/ftw/run-stage.ts';
import { createEngine, crsTestSources, loadRules } from '../../src/index.ts';
import { STATES } from '../optimisations.ts';
import { crsFolder } from './configuration.ts';
import { readTests } from './read-tests.ts';

const folder = crsFolder('4.28');

describe.skipIf(folder === undefined)('what is spared changes nothing', () => {
  const sources = folder === undefined ? [] : crsTestSources(folder);
  const stages = folder === undefined ? [] : readTests(`${folder}/tests`).flatMap((each) => each.stages);

  test.each(STATES)('rules match the same variables with the same messages $title', { timeout: 300_000 }, ({ optimise }) => {
    const [fast, other] = [true, optimise].map((each) => createEngine(loadRules(sources, { optimise: each })));
    if (fast === undefined || other === undefined) return;
    expect(stages.length).toBeGreaterThan(500);
    for (const { input } of stages) {
      const options = { id: 'same', now: () => 0 };
      expect(transactionOf(other, input, options).matchedRules).toEqual(transactionOf(fast, input, options).matchedRules);
    }
  });
});
