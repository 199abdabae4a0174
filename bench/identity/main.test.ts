import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { benchCases } from './cases/index.ts';
import type { IdentityReport } from './report.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RUN_TIMEOUT_MS = 180_000;

function run(args: readonly string[]) {
  return spawnSync(process.execPath, ['--conditions=development', MAIN, ...args], { encoding: 'utf8', timeout: RUN_TIMEOUT_MS });
}

describe('the benchmark of identity', () => {
  test('measures every kind of call, and argon2 with its bounds', { timeout: RUN_TIMEOUT_MS }, () => {
    const { status, stdout, stderr } = run(['--json', '--rounds', '1', '--milliseconds', '5']);
    expect(status, stderr).toBe(0);
    const { cases, argon2 } = JSON.parse(stdout) as IdentityReport;
    expect(cases.map(({ id }) => id)).toEqual(benchCases.map(({ id }) => id));
    for (const { us } of cases) expect(us).toBeGreaterThan(0);
    const goals = cases.flatMap(({ id, goal }) => (goal === undefined ? [] : [[id, goal.most]]));
    expect(Object.fromEntries(goals)).toEqual({ 'api-key': 3, 'jwt-cached': 5, 'jwt-first-es256': 1.3, 'jwt-first-rs256': 1.3 });
    expect(argon2.flood).toMatchObject({ requests: 100, checked: 34, turnedAway: 66 });
    expect(argon2.mostAtOnce).toBe(2);
  });

  test.each([['--rounds', '0'], ['--milliseconds', 'x'], ['--unknown']])('refuses %s %s and prints its help', (...args) => {
    const { status, stdout, stderr } = run(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('npm run bench:identity');
  });
});
