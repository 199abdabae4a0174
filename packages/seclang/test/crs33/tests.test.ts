import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createEngine, crsTestSources, loadRules, runStage } from '../../src/index.ts';
import { coreRuleSetForTests } from '../../src/testing/index.ts';
import { readTests } from '../ftw/read-tests.ts';

const crs = coreRuleSetForTests('3.3');

describe.skipIf(crs === undefined)('tests in the format of the Core Rule Set 3.3, against it', () => {
  const engine = crs === undefined ? undefined : createEngine(loadRules(crsTestSources(crs.folder)));
  const tests = readTests(join(import.meta.dirname, 'tests'));

  test.each(tests)('$name', ({ stages }) => {
    expect(stages.length).toBeGreaterThan(0);
    expect(engine === undefined ? [] : stages.flatMap((stage) => runStage(engine, stage))).toEqual([]);
  });

  test('none of them passes against rules that find nothing where something must be found', () => {
    const nothing = createEngine(loadRules([{ text: 'SecRuleEngine On', name: 'nothing.conf' }]));
    const demanding = tests.flatMap(({ stages }) => stages.filter(({ output }) => output.expectIds.length + output.matches.length > 0));
    expect(demanding.length).toBeGreaterThan(10);
    for (const stage of demanding) expect(runStage(nothing, stage)).not.toEqual([]);
  });
});
