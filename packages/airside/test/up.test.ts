import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, test } from 'vitest';

import { commandFolder, environment, runShell } from './command-line.ts';
import {
  childrenOf,
  configuration,
  isRunning,
  KEY,
  PATIENCE_MS,
  protectedFolder,
  startAirside,
  statusOf,
  workersOf,
} from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const commands = commandFolder();
afterAll(() => commands.remove());
const poll = { timeout: PATIENCE_MS, interval: 100 };

describe.concurrent('a running Airside', { timeout: 2 * PATIENCE_MS }, () => {
  test('passes on who may call, refuses who may not, and `airside exchanges` tells of both', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside([], { cwd: folder.path });

    expect(await statusOf(`${airside.url}/orders?a=1`)).toBe(200);
    expect(await statusOf(`${airside.url}/orders`, '')).toBe(401);
    expect(await statusOf(`${airside.url}/orders`, `${KEY}x`)).toBe(401);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/orders?a=1']);
    expect(upstream.seen[0]?.headers['airside-identity']).toMatch(/^eyJ/);
    expect(upstream.seen[0]?.headers['x-api-key']).toBeUndefined();

    const exchanges = () => runShell('airside exchanges', { cwd: folder.path, env: environment(commands.path) });
    await expect.poll(async () => (await exchanges()).stdout.split('\n').length - 1, poll).toBe(3);
    const { stdout } = await exchanges();
    expect(stdout).toMatch(/ 200 127\.0\.0\.1 acme orders GET \/orders\?a=1 .*\n.* 401 .*credential-required/);
    expect(stdout).not.toContain(KEY);
  });

  test('lets nobody but its owner into its data', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside([], { cwd: folder.path });
    expect(await statusOf(airside.url)).toBe(200);

    const data = join(folder.path, '.airside');
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    const modes = Object.fromEntries(readdirSync(data).map((name) => [name, modeOf(join(data, name))]));
    expect(modeOf(data)).toBe('700');
    expect(Object.keys(modes)).toEqual(
      expect.arrayContaining(['identity-key.json', 'exchanges.db', 'airside.pid', 'airside.lock', '.gitignore']),
    );
    expect(new Set(Object.values(modes))).toEqual(new Set(['600']));
    expect(readFileSync(join(data, 'airside.pid'), 'utf8')).toBe(`${airside.pid}\n`);
  });

  test('lets a request under way finish when it is told to stop', async ({ expect }) => {
    await using upstream = await startUpstream();
    const more = 'gateway: { drainTimeout: 60s }';
    using folder = protectedFolder(upstream.url, { 'airside.yaml': configuration(upstream.url, { more }) });
    await using airside = await startAirside([], { cwd: folder.path });
    const held = upstream.hold();
    const status = statusOf(`${airside.url}/slow`).catch(String);
    const response = await held;
    airside.signal('SIGTERM');
    await airside.line(/^stopping/);
    await expect.poll(() => statusOf(airside.url).catch(() => 'refused'), poll).toBe('refused');
    response.end('late');
    expect(await status).toBe(200);
    expect(await airside.exited).toMatchObject({ exit: 0, stderr: expect.stringMatching(/\nstopping.*\nstopped\n$/) as string });
    const { stdout } = await runShell('airside exchanges', { cwd: folder.path, env: environment(commands.path) });
    expect(stdout, 'what ended last is recorded').toMatch(/ 200 .* \/slow /);
    expect(readdirSync(join(folder.path, '.airside'))).not.toContain('airside.pid');
  });

  test('does not wait for requests under way when it is told to stop a second time', async ({ expect }) => {
    await using upstream = await startUpstream();
    const more = 'gateway: { drainTimeout: 60s }';
    using folder = protectedFolder(upstream.url, { 'airside.yaml': configuration(upstream.url, { more }) });
    await using airside = await startAirside([], { cwd: folder.path });
    const processes = childrenOf(airside.pid);
    const held = upstream.hold();
    const status = statusOf(`${airside.url}/slow`).catch(() => 'cut');
    await held;
    airside.signal('SIGTERM');
    await airside.line(/^stopping/);
    airside.signal('SIGTERM');
    expect(await status).toBe('cut');
    expect((await airside.exited).exit).toBe(1);
    await expect.poll(() => processes.filter(isRunning), poll).toEqual([]);
  });

  test('replaces a gateway process that was killed, and goes on in the same place with the newest configuration', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside(['--no-watch'], { cwd: folder.path });
    writeFileSync(join(folder.path, 'key'), 'another-key-0123456789-0123456789');
    airside.signal('SIGHUP');
    await airside.line(/configuration-applied/);
    const [worker = 0] = workersOf(airside.pid);
    process.kill(worker, 'SIGKILL');
    expect(await airside.line(/worker-ended/)).toMatch(/Z worker-ended: SIGKILL; another one starts now$/);
    await expect.poll(() => statusOf(airside.url).catch(() => 'refused'), poll).toBe(401);
    expect(await statusOf(airside.url, 'another-key-0123456789-0123456789')).toBe(200);
    expect(workersOf(airside.pid)).not.toContain(worker);
  });

  test('goes on serving with the other gateway processes while one is replaced', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside(['--workers', '2'], { cwd: folder.path });
    expect(airside.output.stderr).toContain('--workers: warning: each of 2 workers counts rate limits for itself');
    const [worker = 0] = workersOf(airside.pid);
    process.kill(worker, 'SIGKILL');
    await airside.line(/worker-ended/);
    expect(await statusOf(airside.url)).toBe(200);
    await expect.poll(() => workersOf(airside.pid).length, poll).toBe(2);
    expect(await statusOf(airside.url)).toBe(200);
  });

  test('takes its processes with it when it is killed, and starts again', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside([], { cwd: folder.path });
    // A gateway process and the behaviour engine.
    const processes = childrenOf(airside.pid);
    expect(processes).toHaveLength(2);
    airside.signal('SIGKILL');
    await airside.exited;
    await expect.poll(() => processes.filter(isRunning), poll).toEqual([]);
    await using again = await startAirside([], { cwd: folder.path, listen: new URL(airside.url).host });
    expect(await statusOf(again.url)).toBe(200);
  });
});
