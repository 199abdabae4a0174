import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { MEASUREMENTS } from './measurements.ts';

const TIMEOUT_MS = 120_000;

function run(args: readonly string[]) {
  return spawnSync(process.execPath, ['--conditions=development', join(import.meta.dirname, 'main.ts'), ...args], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
}

describe('the benchmark of the behaviour engine', () => {
  test('judges every run of a campaign, and lists what was found that is none', { timeout: TIMEOUT_MS }, () => {
    const args = [
      '--only',
      'detection,state',
      '--quick',
      '--days',
      '5',
      '--scale',
      '1',
      '--campaigns',
      'credential-stuffing,single-access',
      '--spread',
      '2',
      '--json',
    ];
    const { status, stdout, stderr } = run(args);
    expect(status, stderr).toBe(0);
    const { findings } = JSON.parse(stdout) as {
      findings: { detection: { goals: unknown[]; data: { results: { rows: { campaign: string; form: string; requests: number }[] }[] } } };
    };
    expect(findings.detection.data.results.map((result) => new Set(result.rows.map(({ campaign }) => campaign)).size)).toEqual([1, 1]);
    const rows = findings.detection.data.results.flatMap((result) => result.rows);
    expect(rows.map(({ campaign, form }) => `${campaign} ${form}`).sort()).toEqual([
      'credential-stuffing distributed',
      'credential-stuffing fast',
      'credential-stuffing slow',
      'single-access distributed',
      'single-access fast',
      'single-access slow',
    ]);
    for (const { requests } of rows) expect(requests).toBeGreaterThan(0);
    expect(findings.detection.goals).toHaveLength(3);
  });

  test('tells every measurement in its help, and refuses others', { timeout: TIMEOUT_MS }, () => {
    const { stdout } = run(['--help']);
    for (const { name, about } of MEASUREMENTS) expect(stdout).toContain(`${name.padEnd(12)} ${about}`);
    const refused = run(['--campaigns', 'peace']);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--campaigns peace: expected one of ');
  });
});
