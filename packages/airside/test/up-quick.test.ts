import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, test, vi } from 'vitest';

import { environment, runShell, temporaryFolder } from './command-line.ts';
import { childrenOf, isRunning, PATIENCE_MS, type RunningAirside, runUp, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const poll = { timeout: PATIENCE_MS, interval: 100 };
const DEFINITION = `openapi: 3.1.0
info: { title: Orders, version: '1' }
security: [{ key: [] }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
paths: { /orders: { get: { operationId: get, responses: { '200': { description: ok } } } } }
`;

function emptyFolder() {
  const folder = temporaryFolder();
  return { ...folder, [Symbol.dispose]: () => folder.remove() };
}

describe.concurrent('airside up --upstream', { timeout: 2 * PATIENCE_MS }, () => {
  test('protects a server without a configuration file, with a key that is made once', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = emptyFolder();
    const firstKey = () => readFileSync(join(folder.path, '.airside/first-key'), 'utf8').trim();
    {
      await using airside = await startAirside(['--upstream', upstream.url], { cwd: folder.path });
      const key = firstKey();
      expect(airside.output.stderr).not.toContain('applied');
      expect(await statusOf(airside.url, '')).toBe(401);
      expect(await statusOf(airside.url, `${key}x`)).toBe(401);
      expect(await statusOf(`${airside.url}/anything`, key)).toBe(200);
      const call = await lineOf(airside, /^Call it with: +/);
      const { stdout } = await runShell(call, { cwd: folder.path, env: environment(undefined) });
      expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
      expect(await lineOf(airside, /^Keep this set-up: /)).toBe(`airside init --upstream ${upstream.url} --listen 127.0.0.1:0`);
      expect(existsSync(join(folder.path, 'airside.yaml'))).toBe(false);
      airside.signal('SIGINT');
      expect((await airside.exited).exit).toBe(0);
    }
    const key = firstKey();
    await using again = await startAirside(['--upstream', upstream.url], { cwd: folder.path });
    expect(firstKey()).toBe(key);
    expect(await statusOf(again.url, key)).toBe(200);
  });

  test('enforces a definition, and takes a changed one', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = emptyFolder();
    writeFileSync(join(folder.path, 'openapi.yaml'), DEFINITION);
    const args = ['--upstream', upstream.url, '--definition', 'openapi.yaml', '--data', 'my: data'];
    await using airside = await startAirside(args, { cwd: folder.path });
    const key = readFileSync(join(folder.path, 'my: data/first-key'), 'utf8').trim();
    expect(await statusOf(`${airside.url}/orders`, key)).toBe(200);
    expect(await statusOf(`${airside.url}/payments`, key)).toBe(404);
    expect(upstream.seen).toHaveLength(1);
    writeFileSync(join(folder.path, 'openapi.yaml'), DEFINITION.replace('/orders', '/payments'));
    await airside.line(/configuration-applied/);
    expect(await statusOf(`${airside.url}/payments`, key)).toBe(200);
  });

  test('refuses what is no URL, without a stack', async ({ expect }) => {
    using folder = emptyFolder();
    const { exit, stderr } = await runUp(['--upstream', 'localhost:3000'], { cwd: folder.path });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^\(command line\):\d+:\d+: error: "upstreams" has an entry that is not valid\n/);
    expect(stderr).toMatch(/airside: the configuration made from the command line cannot be served; the problems are above\n$/);
  });
});

describe.concurrent('airside up in a checkout, in a folder without a configuration,', { timeout: 2 * PATIENCE_MS }, () => {
  test('starts the example with three calls to try, which do as they say, and ends it on Ctrl-C', async ({ expect }) => {
    using folder = emptyFolder();
    await using airside = await startAirside([], { cwd: folder.path, env: { AIRSIDE_CALLED_AS: './airside' } });
    await expect.poll(() => airside.output.stdout, poll).toContain('#[1-30]');
    const calls = airside.output.stdout.split('\n').filter((line) => line.startsWith('  curl '));
    const outputs: string[] = [];
    for (const call of calls) outputs.push((await runShell(call, { cwd: folder.path, env: environment(undefined) })).stdout);
    const [refused = '', allowed = '', limited = '', ...more] = outputs;
    expect(more).toEqual([]);
    expect(refused).toMatch(/^HTTP\/1\.1 401 /);
    expect(allowed).toMatch(/^HTTP\/1\.1 200 /);
    const statuses = limited.trim().split('\n');
    expect(statuses).toHaveLength(30);
    expect(statuses[0]).toBe('200');
    expect(new Set(statuses)).toEqual(new Set(['200', '429']));
    expect(airside.output.stdout).toContain('What happened:   ./airside exchanges --follow\n');

    // The shop, a gateway process, the behaviour engine.
    const processes = childrenOf(airside.pid);
    expect(processes).toHaveLength(3);
    airside.signal('SIGINT', 'group');
    expect((await airside.exited).exit).toBe(0);
    await expect.poll(() => processes.filter(isRunning), poll).toEqual([]);
  });

  test('takes the example with it when it is killed, and says when the example ends on its own', async ({ expect }) => {
    using folder = emptyFolder();
    await using airside = await startAirside([], { cwd: folder.path });
    const shop = childrenOf(airside.pid).find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('examples/shop'));
    process.kill(shop ?? 0, 'SIGKILL');
    await airside.line(/example-ended: the example shop ended \(SIGKILL\)/);
    await using other = await startAirside(['--data', 'other'], { cwd: folder.path });
    const processes = childrenOf(other.pid);
    expect(processes).toHaveLength(3);
    other.signal('SIGKILL');
    await expect.poll(() => processes.filter(isRunning), poll).toEqual([]);
  });

  test('does not leave the example behind when it cannot start', async ({ expect }) => {
    using folder = emptyFolder();
    await using airside = await startAirside([], { cwd: folder.path });
    // This waits for all that writes to its standard error, the example too.
    const { exit, stderr } = await runUp([], { cwd: folder.path });
    expect(exit).toBe(3);
    expect(stderr).toContain('an Airside is running with');
    expect(airside.output.stderr).not.toContain('example-ended');
    airside.signal('SIGTERM');
    expect((await airside.exited).exit, 'and when it is told to stop').toBe(0);
  });
});

/** The rest of the line of standard output that begins like this. */
async function lineOf({ output }: RunningAirside, beginning: RegExp): Promise<string> {
  const find = () => output.stdout.split('\n').find((line) => beginning.test(line));
  const line = await vi.waitUntil(find, poll);
  return line.replace(beginning, '');
}
