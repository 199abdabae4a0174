import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { findCoreRuleSet } from '@airside/seclang/testing';
import { describe, expect, test } from 'vitest';

import { findCommand } from '../harness/commands.ts';
import type { WafReport } from './report.ts';
import { wafRequests } from './requests.ts';
import { shapes } from './shapes.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RUN_TIMEOUT_MS = 180_000;
const withoutRules = findCoreRuleSet() === undefined;
const withoutPeer = withoutRules || findCommand('g++') === undefined || !existsSync('/usr/include/modsecurity/modsecurity.h');
if (withoutPeer) console.warn('bench/waf is not tried: it needs g++, libmodsecurity-dev and a Core Rule Set (AIRSIDE_CRS)');

function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, ['--conditions=development', MAIN, ...args], { encoding: 'utf8', timeout: RUN_TIMEOUT_MS, env });
}

describe('the benchmark of the rule engine', () => {
  test.skipIf(withoutPeer)(
    'measures both engines for every request, after both reported the same rules',
    { timeout: RUN_TIMEOUT_MS },
    () => {
      const { status, stdout, stderr } = run(['--json', '--rounds', '1', '--milliseconds', '5']);
      expect(status, stderr).toBe(0);
      const { comparisons, rules } = JSON.parse(stdout) as WafReport;
      expect(comparisons.map(({ id }) => id)).toEqual(wafRequests.map(({ id }) => id));
      for (const { airsideUs, peerUs } of comparisons) expect(Math.min(airsideUs, peerUs)).toBeGreaterThan(0);
      expect(comparisons.find(({ id }) => id === 'blocked')?.matched).toContain('949110');
      expect(comparisons.filter(({ id }) => id !== 'blocked').flatMap(({ matched }) => matched)).toEqual([]);
      expect(rules).toContain('SecRuleEngine On');
    },
  );

  test.skipIf(withoutRules)(
    'watches the heap without a peer, and measures that APIs with the same rules share them',
    { timeout: RUN_TIMEOUT_MS },
    () => {
      const { status, stdout, stderr } = run(['--json', '--memory', '--thousands', '1']);
      expect(status, stderr).toBe(0);
      const { heapBytes, comparisons, load, sharing } = JSON.parse(stdout) as WafReport;
      expect([heapBytes.length, comparisons.length]).toEqual([10, 0]);
      expect(load.loadMs).toBeGreaterThan(0);
      expect(sharing.map(({ ruleSets }) => ruleSets)).toEqual([1, 1, 1]);
      const [one = 0, ...many] = sharing.map(({ bytes }) => bytes);
      for (const bytes of many) expect(bytes).toBeLessThan(1.5 * one);
    },
  );

  test.skipIf(withoutRules)('measures what twice as much of each hostile shape costs', { timeout: RUN_TIMEOUT_MS }, () => {
    const { status, stdout, stderr } = run(['--json', '--growth', '--rounds', '1']);
    expect(status, stderr).toBe(0);
    const { growth, comparisons } = JSON.parse(stdout) as WafReport;
    expect(growth.map(({ title }) => title)).toEqual(shapes.map(({ title }) => title));
    for (const { onceUs, ratio } of growth) expect(Math.min(onceUs, ratio)).toBeGreaterThan(0);
    expect(comparisons).toEqual([]);
  });

  test('says what is missing, with an exit code of its own', () => {
    const { status, stderr } = run([], { PATH: '', AIRSIDE_CRS: fileURLToPath(new URL('./nowhere', import.meta.url)) });
    expect(status).toBe(3);
    expect(stderr).toMatch(/AIRSIDE_CRS|apt-get install/);
  });

  test.each([['--rounds', '0'], ['--milliseconds', 'x'], ['--unknown'], ['--memory', '--growth']])(
    'refuses %s %s and prints its help',
    (...args) => {
      const { status, stdout, stderr } = run(args);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('npm run bench:waf');
    },
  );
});
