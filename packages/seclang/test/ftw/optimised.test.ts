import { describe, expect, test } from 'vitest';

import { transactionOf } from '../../src/ftw/run-stage.ts';
import { createEngine, crsTestSources, loadRules } from '../../src/index.ts';
import { crsFolder } from './configuration.ts';
import { readTests } from './read-tests.ts';

const folder = crsFolder('4.28');

/** One of so many tests of the Core Rule Set is taken, for time. */
const SAMPLE = 19;

describe.skipIf(folder === undefined)('what is spared changes nothing', () => {
  test('rules match the same variables with the same messages, with and without optimisations', { timeout: 180_000 }, () => {
    if (folder === undefined) return;
    const sources = crsTestSources(folder);
    const [fast, plain] = [true, false].map((optimise) => createEngine(loadRules(sources, { optimise })));
    if (fast === undefined || plain === undefined) return;
    const stages = readTests(`${folder}/tests`)
      .filter((_, index) => index % SAMPLE === 0)
      .flatMap((each) => each.stages);
    expect(stages.length).toBeGreaterThan(150);
    for (const { input } of stages) {
      const options = { id: 'same', now: () => 0 };
      expect(transactionOf(fast, input, options).matchedRules).toEqual(transactionOf(plain, input, options).matchedRules);
    }
  });
});
