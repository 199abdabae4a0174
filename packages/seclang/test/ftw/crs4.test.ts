import { describe, expect, test } from 'vitest';

import { createEngine, loadRules } from '../../src/index.ts';
import { crsFolder, crsSources } from './configuration.ts';
import { readTests } from './read-tests.ts';
import { runStage } from './run-stage.ts';

const folder = crsFolder('4.28');

describe.skipIf(folder === undefined)('the tests of the Core Rule Set 4.28', () => {
  const engine = folder === undefined ? undefined : createEngine(loadRules(crsSources(folder)));
  for (const { name, stages } of folder === undefined ? [] : readTests(`${folder}/tests`)) {
    test(name, () => {
      expect(engine === undefined ? [] : stages.flatMap((stage) => runStage(engine, stage))).toEqual([]);
    });
  }
});
