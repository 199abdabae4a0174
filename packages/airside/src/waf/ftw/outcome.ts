import type { TestCase } from '@airside/seclang';

import { EXIT } from '../../exit.ts';
import { counted, paint, printable } from '../../terminal.ts';

/** What came of one test. */
export interface Outcome {
  readonly name: string;
  /** What is wrong, nothing where it passed; undefined where there was nothing to run. */
  readonly faults: readonly string[] | undefined;
}

/** Whether a test has anything to run. */
export function isSkipped({ stages }: TestCase): boolean {
  return stages.length === 0;
}

/** Prints what came of tests, for people or as one JSON object; yields the exit code. */
export function report(outcomes: readonly Outcome[], json: boolean): number {
  const skipped = outcomes.filter(({ faults }) => faults === undefined).length;
  const failures = outcomes.filter(({ faults = [] }) => faults.length > 0);
  const passed = outcomes.length - skipped - failures.length;
  if (json) {
    const result = { passed, failed: failures.length, skipped, failures: failures.map(({ name }) => name) };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } else {
    for (const { name, faults = [] } of failures)
      process.stdout.write(`${paint('red', 'not ok')} ${printable(`${name}: ${faults.join('; ')}`)}\n`);
    process.stdout.write(`${counted(outcomes.length, 'test')}: ${passed} passed, ${failures.length} failed, ${skipped} skipped\n`);
  }
  return failures.length === 0 ? EXIT.ok : EXIT.failed;
}
