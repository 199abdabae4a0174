import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, expect, test } from 'vitest';

import type { AccuracyReport } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'airside-accuracy-'));
const TIMEOUT_MS = 120_000;

afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], shared: string) {
  const { AIRSIDE_CRS: _, ...env } = process.env;
  return spawnSync(process.execPath, ['--conditions=development', join(import.meta.dirname, 'main.ts'), ...args], {
    env: { ...env, AIRSIDE_SHARED: shared },
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
}

function line(label: 0 | 1, target: string, headers = ''): string {
  const raw = Buffer.from(`GET ${target} HTTP/1.1\r\nHost: a.example\r\n${headers}\r\n`).toString('base64');
  return JSON.stringify({ id: target, label, cat: label === 1 ? 'attack' : 'benign', raw });
}

test('the help names the environment it reads, and wrong use is told apart', { timeout: TIMEOUT_MS }, () => {
  expect(run(['--help'], folder).stdout).toContain('AIRSIDE_SHARED');
  expect(run(['--nonsense'], folder).status).toBe(2);
});

test('without corpora it says what is absent and fails with a code of its own', { timeout: TIMEOUT_MS }, () => {
  const { status, stderr, stdout } = run(['--json'], join(folder, 'nowhere'));
  expect(status).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('blazehttp_dev.ndjson.gz');
});

test('it counts what is refused, and hides headers when it is told to', { timeout: TIMEOUT_MS }, () => {
  mkdirSync(join(folder, 'corpora'));
  const lines = [
    line(0, '/v1/items?q=book'),
    line(0, '/v1/items?q=%3Cscript%3Ealert(1)%3C/script%3E'),
    line(1, '/v1/items?q=1%27+or+%271%27=%271'),
    line(1, '/v1/items', 'Referer: https://a.example/?q=%3Cscript%3Ealert(1)%3C/script%3E\r\n'),
  ];
  writeFileSync(join(folder, 'corpora/blazehttp_dev.ndjson.gz'), gzipSync(`${lines.join('\n')}\n`));
  const judged = (args: readonly string[]) => {
    const report = JSON.parse(run(['--json', ...args], folder).stdout) as AccuracyReport;
    return report.judgements.find(({ contender }) => contender === 'airside 1');
  };
  expect(judged([])).toMatchObject({ attacks: 2, found: 2, benign: 2, falseAlarms: 1, categories: { attack: { attacks: 2, found: 2 } } });
  expect(judged(['--hide', 'referer'])).toMatchObject({ attacks: 2, found: 1, benign: 2, falseAlarms: 1 });
});
