import { createEngine, crsTestSources, type Engine, loadRules, runStage, type TestCase } from '@airside/seclang';

import { loading, openRules, type RuleOptions } from '../open-rules.ts';
import { isSkipped, type Outcome } from './outcome.ts';

/** Runs tests against rules in this process. */
export function runInProcess(tests: readonly TestCase[], rules: Pick<RuleOptions, 'crs' | 'rules'>): Outcome[] {
  const engine = engineOf(rules);
  return tests.map((each) => ({ name: each.name, faults: isSkipped(each) ? undefined : faultsOf(engine, each) }));
}

/** The Core Rule Set is tested with the settings of its own tests, other rules as the firewall of the gateway applies them. */
function engineOf({ crs, rules }: Pick<RuleOptions, 'crs' | 'rules'>): Engine {
  if (crs === undefined) return openRules(rules === undefined ? {} : { rules });
  const own = (rules ?? []).map((pattern) => ({ text: `Include ${pattern}`, name: '--rules' }));
  return loading(() => createEngine(loadRules([...crsTestSources(crs), ...own])));
}

function faultsOf(engine: Engine, { stages }: TestCase): string[] {
  try {
    return stages.flatMap((stage) => runStage(engine, stage));
  } catch (error) {
    return [`the test cannot be run: ${(error as Error).message}`];
  }
}
