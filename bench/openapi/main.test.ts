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

describe('the benchmark of definitions', () => {
  test('reads the large definition in each format, and says on what it ran', { timeout: TIMEOUT_MS }, () => {
    const { status, stdout, stderr } = run(['--only', 'reading', '--quick']);
    expect(status, stderr).toBe(0);
    expect(stdout).toContain('command: npm run bench:openapi -- --only reading --quick');
    for (const format of ['3.1 json', '3.1 yaml', '3.0 yaml', '2.0 json']) expect(stdout).toMatch(new RegExp(`  ${format} .* 50 `));
  });

  test('judges each kind of body as the bare libraries do', { timeout: TIMEOUT_MS }, () => {
    const { status, stdout, stderr } = run(['--only', 'enforcement', '--quick']);
    expect(status, stderr).toBe(0);
    for (const name of ['an order', 'an order with a field too many', 'five parameters']) expect(stdout).toContain(name);
  });

  test('finds all endpoints of the traffic that it makes, however many', { timeout: TIMEOUT_MS }, () => {
    const { status, stdout, stderr } = run(['--only', 'discovery', '--quick']);
    expect(status, stderr).toBe(0);
    for (const endpoints of [100, 1000]) expect(stdout).toMatch(new RegExp(`^ *${endpoints} +${endpoints} `, 'm'));
  });

  test('tells every measurement in its help, and refuses others', { timeout: TIMEOUT_MS }, () => {
    const { stdout } = run(['--help']);
    for (const { name, about } of MEASUREMENTS) expect(stdout).toContain(`${name.padEnd(12)} ${about}`);
    const refused = run(['--only', 'speed']);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--only speed: expected one of reading, ');
  });
});
