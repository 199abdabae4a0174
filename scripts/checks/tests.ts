import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Totals of a run of vitest. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs vitest, its output going straight to the terminal, and returns its totals. A run that fails without a failed test (a file that does
 * not load, no test at all) counts as one failure.
 */
export async function runTests(root: string, filters: readonly string[]): Promise<TestTotals> {
  const report = join(root, 'node_modules/.cache/airside/vitest.json');
  await rm(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(`vitest did not start: ${error.message}. Install the repository's tools with: npm ci`);
      resolve(null);
    });
    child.on('close', resolve);
  });
  const totals = await readTotals(report);
  return code === 0 ? totals : { ...totals, failed: Math.max(1, totals.failed) };
}

async function readTotals(report: string): Promise<TestTotals> {
  const text = await readFile(report, 'utf8').catch(() => '{}');
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(text) as { numPassedTests?: number; numFailedTests?: number };
  return { passed: numPassedTests, failed: numFailedTests };
}
