import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { findCommand } from '../harness/commands.ts';
import type { Report } from '../harness/report.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const RUN_TIMEOUT_MS = 180_000;
const withoutWrk = findCommand('wrk') === undefined;
if (withoutWrk) console.warn('bench/proxy is not tried: wrk is not installed (apt-get install wrk nginx-light haproxy)');

interface Started {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly exitCode: Promise<number | null>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Started {
  const child = spawn(process.execPath, ['--conditions=development', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output.stderr += chunk));
  return { child, output, exitCode: new Promise((resolve) => child.once('close', resolve)) };
}

async function run(...args: Parameters<typeof start>) {
  const { output, exitCode } = start(...args);
  return { exitCode: await exitCode, output };
}

/** Command lines of living processes that name the directory. */
function users(directory: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(directory));
}

describe.skipIf(withoutWrk)('the benchmark of the proxy', () => {
  test(
    'prints one JSON object with all contenders, each of which answered without errors, and leaves nothing behind',
    async () => {
      const { exitCode, output } = await run(['--json', '--rounds', '1', '--seconds', '1', '--connections', '4']);
      expect(output.stderr).toContain('round 1 of 1');
      expect(exitCode, output.stderr).toBe(0);
      const report = JSON.parse(output.stdout) as Report;

      const peers = ['nginx', 'haproxy'].filter((name) => findCommand(name) !== undefined);
      expect(report.scenarios.map(({ id, results }) => [id, results.map(({ contender }) => contender)])).toEqual([
        ['pass-through', ['direct', ...peers, 'airside', 'airside inspecting']],
        ['guarded', ['airside']],
        ['post', ['direct', ...peers, 'airside', 'airside validating', 'airside inspecting']],
      ]);
      for (const result of report.scenarios.flatMap(({ results }) => results)) {
        expect(result).toMatchObject({ errors: 0, samples: [{ errors: 0 }] });
        expect(result.requestsPerSecond).toBeGreaterThan(0);
        expect(result.p99Ms).toBeGreaterThanOrEqual(result.p50Ms);
        expect(Object.values(result.ratios).every((value) => value !== null && value > 0)).toBe(true);
      }
      expect(report.machine.cpu).not.toBe('');
      expect(Object.keys(report.versions)).toEqual(expect.arrayContaining(['airside', 'node', 'wrk', ...peers]));
      expect(Object.keys(report.commands)).toEqual(expect.arrayContaining(['upstream', 'airside', 'wrk guarded/airside', ...peers]));
      expect(Object.keys(report.skipped)).toEqual(['nginx', 'haproxy'].filter((name) => !peers.includes(name)));
      expect(report.notes.join()).toContain('SQLite');

      const directory = temporaryDirectoryIn(output.stderr);
      expect(existsSync(directory)).toBe(false);
      await expect.poll(() => users(directory)).toEqual([]);
    },
    RUN_TIMEOUT_MS,
  );

  test(
    'stops all that it started when it is interrupted, and says so by its exit code',
    async () => {
      const { child, output, exitCode } = start(['--rounds', '1', '--seconds', '1']);
      await expect.poll(() => output.stderr, { timeout: 60_000 }).toContain('warm-up: pass-through/airside');
      child.kill('SIGINT');
      expect(await exitCode, output.stderr).toBe(130);
      expect(output.stdout).toBe('');
      expect(output.stderr).toContain('interrupted by SIGINT');
      const directory = temporaryDirectoryIn(output.stderr);
      expect(existsSync(directory)).toBe(false);
      await expect.poll(() => users(directory)).toEqual([]);
    },
    RUN_TIMEOUT_MS,
  );
});

describe('the command line of the benchmark', () => {
  test('explains itself', async () => {
    const { exitCode, output } = await run(['--help']);
    expect(exitCode).toBe(0);
    for (const option of ['--rounds', '--seconds', '--connections', '--access-log', '--json', '--save'])
      expect(output.stdout).toContain(option);
  });

  test('refuses what it does not know, and keeps standard output for results', async () => {
    const { exitCode, output } = await run(['--round', '1']);
    expect(exitCode).toBe(2);
    expect(output.stdout).toBe('');
    expect(output.stderr).toContain('--round');
  });

  test.skipIf(['/usr/sbin', '/usr/local/sbin', '/sbin'].some((directory) => existsSync(`${directory}/wrk`)))(
    'says what to install where wrk is missing',
    async () => {
      const { exitCode, output } = await run(['--json'], { PATH: '/nonexistent' });
      expect(exitCode).toBe(3);
      expect(output.stdout).toBe('');
      expect(output.stderr).toContain('apt-get install wrk');
    },
  );
});

function temporaryDirectoryIn(text: string): string {
  const directory = /\/\S*airside-bench-\w+/.exec(text)?.[0];
  if (directory === undefined) throw new Error(`no temporary directory is named in:\n${text}`);
  return directory;
}
