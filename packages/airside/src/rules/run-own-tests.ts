import { join } from 'node:path';

import { createEngine, crsTestSources, type Engine, loadRules, RuleSetError, runStage, type TestCase } from '@airside/seclang';

import { CommandError } from '../exit.ts';
import { counted, note, paint, printable, progress } from '../terminal.ts';
import { readFtwTests } from '../waf/ftw-tests.ts';
import { ownNames, RULE_SET, ruleSetFiles } from './rule-set-files.ts';

/** Begins the name of a folder of the rule set itself. */
const IN_RULE_SET = 'set:';

/**
 * Runs tests in the format of go-ftw on the rule set in a folder, with the settings that the tests of the Core Rule Set expect. Failures
 * go to standard error, and this throws a CommandError then. Yields how many passed.
 */
export function runOwnTests(directory: string, tests: string): number {
  const engine = testEngine(directory);
  const cases = readFtwTests(tests.startsWith(IN_RULE_SET) ? join(directory, tests.slice(IN_RULE_SET.length)) : tests);
  progress(`running ${counted(cases.length, 'test')}`);
  const failures = cases.flatMap((test) => {
    const faults = faultsOf(engine, test);
    return faults.length === 0 ? [] : [`${test.name}: ${faults.join('; ')}`];
  });
  for (const failure of failures) note(`${paint('red', 'not ok', process.stderr)} ${printable(failure)}`);
  if (failures.length === 0) return cases.filter(({ stages }) => stages.length > 0).length;
  throw new CommandError(`${failures.length} of ${counted(cases.length, 'test')} failed`, { hint: 'nothing has changed' });
}

/** These settings stand on the setup file of a release, which a rule set of one's own may lack. */
function testEngine(directory: string): Engine {
  try {
    return createEngine(loadRules(crsTestSources(RULE_SET), { files: ruleSetFiles(directory) }));
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error;
    const [problem] = error.problems;
    throw new CommandError(`its tests cannot be run: ${ownNames(problem?.message ?? error.message)}`, { hint: 'nothing has changed' });
  }
}

function faultsOf(engine: Engine, { stages }: TestCase): string[] {
  try {
    return stages.flatMap((stage) => runStage(engine, stage));
  } catch (error) {
    return [`the test cannot be run: ${(error as Error).message}`];
  }
}
