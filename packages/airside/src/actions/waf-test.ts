import { createEngine, crsTestSources, type Engine, loadRules, runStage, type TestCase } from '@airside/seclang';

import { EXIT } from '../exit.ts';
import { counted, paint, printable } from '../terminal.ts';
import { readFtwTests } from '../waf/ftw-tests.ts';
import { loading, openRules, type RuleOptions } from '../waf/open-rules.ts';

export interface WafTestOptions extends Pick<RuleOptions, 'crs' | 'rules'> {
  readonly tests: string;
  readonly json?: boolean;
}

/** Runs tests of go-ftw in this process; yields the exit code. */
export function runWafTests(options: WafTestOptions): number {
  const engine = engineOf(options);
  const tests = readFtwTests(options.tests);
  const skipped = tests.filter(({ stages }) => stages.length === 0).length;
  const failures = tests.flatMap((test) => {
    const faults = faultsOf(engine, test);
    return faults.length === 0 ? [] : [{ name: test.name, faults }];
  });
  const passed = tests.length - skipped - failures.length;
  if (options.json === true) {
    const result = { passed, failed: failures.length, skipped, failures: failures.map(({ name }) => name) };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } else {
    for (const { name, faults } of failures)
      process.stdout.write(`${paint('red', 'not ok')} ${printable(`${name}: ${faults.join('; ')}`)}\n`);
    process.stdout.write(`${counted(tests.length, 'test')}: ${passed} passed, ${failures.length} failed, ${skipped} skipped\n`);
  }
  return failures.length === 0 ? EXIT.ok : EXIT.failed;
}

/** The Core Rule Set is tested with the settings of its own tests, other rules as the firewall of the gateway applies them. */
function engineOf({ crs, rules }: WafTestOptions): Engine {
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
