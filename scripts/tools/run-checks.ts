import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';

import type { Check, Outcome } from '../checks/check.ts';
import { sourceFiles } from './sources.ts';

/** Runs checks, as many at once as there are cores; prints a line for each and the output of those that failed. Returns how many failed. */
export async function runChecks(root: string, checks: readonly Check[]): Promise<number> {
  const waiting = [...checks];
  const failures: { readonly name: string; readonly output: string }[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now();
      const outcome = await runCheck(root, check);
      console.log(resultLine(check, outcome, performance.now() - started));
      if (!outcome.passed) failures.push({ name: check.name, output: outcome.output.trim() });
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, worker));
  for (const { name, output } of failures) console.log(`\n${styleText('red', `--- ${name} ---`)}\n${output}`);
  return failures.length;
}

/** Runs one check. It also fails when it read fewer sources than stand in the tree. */
export async function runCheck(root: string, check: Check): Promise<Outcome> {
  const expected = (await sourceFiles(root)).length;
  try {
    const outcome = await check.run(root);
    if (outcome.filesRead === undefined || outcome.filesRead >= expected) return outcome;
    const reason = `${check.name} read ${outcome.filesRead} of ${expected} source files: its configuration leaves some out`;
    return { ...outcome, passed: false, output: `${outcome.output}\n${reason}` };
  } catch (error) {
    return { passed: false, output: `${check.name} could not run: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const NAME_WIDTH = 8;

function resultLine(check: Check, outcome: Outcome, durationMs: number): string {
  const mark = outcome.passed ? styleText('green', 'passed') : styleText('red', 'FAILED');
  const read = outcome.filesRead === undefined ? '' : `, ${outcome.filesRead} files`;
  return `${mark}  ${check.name.padEnd(NAME_WIDTH)} ${(durationMs / 1000).toFixed(1)} s${read}`;
}
