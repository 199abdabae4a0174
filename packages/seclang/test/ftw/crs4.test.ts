import { describe, expect, test } from 'vitest';

import { createEngine, crsTestSources, loadRules, runStage } from '../../src/index.ts';
import { crsFolder } from './configuration.ts';
import { readTests } from './read-tests.ts';

const folder = crsFolder('4.28');

describe.skipIf(folder === undefined)('the tests of the Core Rule Set 4.28', () => {
  const engine = folder === undefined ? undefined : createEngine(loadRules(crsTestSources(folder)));
  for (const { name, stages } of folder === undefined ? [] : readTests(`${folder}/tests`)) {
    test(name, () => {
      expect(engine === undefined ? [] : stages.flatMap((stage) => runStage(engine, stage))).toEqual([]);
    });
  }
});
