import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { PATIENCE_MS, protectedFolder, runUp, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const NOWHERE = 'http://127.0.0.1:9';

describe.concurrent('airside up does not start, and says why,', { timeout: 2 * PATIENCE_MS }, () => {
  test('where another program listens', async ({ expect }) => {
    using folder = protectedFolder(NOWHERE);
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const listen = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { exit, stdout, stderr } = await runUp([], { cwd: folder.path, listen });
    server.close();
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    expect(stderr).toMatch(/airside: cannot accept calls: .*EADDRINUSE.*\n {9}another program is listening there; stop it, or/);
    expect(stderr).toContain(listen);
  });

  test.each([
    ['192.0.2.1:0', /EADDRNOTAVAIL.*\n {9}this machine has no such address/],
    ['no-such-host.invalid:8080', /(ENOTFOUND|EAI_AGAIN)/],
  ])('where it cannot listen: %s', async (listen, reason) => {
    using folder = protectedFolder(NOWHERE);
    const { exit, stderr } = await runUp([], { cwd: folder.path, listen });
    expect(exit).toBe(3);
    expect(stderr).toMatch(reason);
  });

  test('while another Airside has the same data, and does not disturb it', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside([], { cwd: folder.path });
    const { exit, stderr } = await runUp([], { cwd: folder.path });
    expect(exit).toBe(3);
    expect(stderr).toContain(`airside: an Airside is running with ${folder.path}/.airside already (process ${airside.pid})\n`);
    expect(await statusOf(airside.url)).toBe(200);
    await using other = await startAirside(['--data', 'other'], { cwd: folder.path });
    expect(await statusOf(other.url)).toBe(200);
  });

  test('when two begin at once in an empty folder: one of them runs, with the one key that was made', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    const start = () => startAirside(['--upstream', upstream.url, '--data', 'new'], { cwd: folder.path });
    const both = await Promise.allSettled([start(), start()]);
    const [running, ...others] = both.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (running === undefined) throw new AggregateError(both, 'none of them runs');
    await using airside = running;
    expect(others).toEqual([]);
    expect(both.map((result) => result.status === 'rejected' && String(result.reason))).toContainEqual(
      expect.stringMatching(/airside up ended with 3:[\s\S]*an Airside is running with .*\/new already/),
    );
    const key = readFileSync(join(folder.path, 'new/first-key'), 'utf8').trim();
    expect(await statusOf(airside.url, key)).toBe(200);
    expect(airside.output.stdout).toContain(key);
  });

  test.each<[string, RegExp, (folder: string) => void]>([
    ['the data directory is a file', /\/\.airside cannot be used for Airside's own data: EEXIST/, (data) => writeFileSync(data, '')],
    [
      'the store is damaged',
      /exchanges\.db is damaged\. Nothing was deleted\..*move the file .* aside/,
      (data) => put(data, 'exchanges.db', 'x'.repeat(4096)),
    ],
    [
      'the lock is something else',
      /airside\.lock cannot be locked: file is not a database\n {9}it is an empty file/,
      (data) => put(data, 'airside.lock', 'x'.repeat(4096)),
    ],
    ['the store is a folder', /exchanges\.db cannot be/, (data) => mkdirSync(join(data, 'exchanges.db'), { recursive: true })],
    [
      'the identity key is no JSON',
      /identity-key\.json cannot be used: it is not JSON\n {9}restore it, or remove it/,
      (data) => put(data, 'identity-key.json', '{"d":"hunter2'),
    ],
    [
      'the identity key is none',
      /identity-key\.json cannot be used: identity key: expected a private JWK/,
      (data) => put(data, 'identity-key.json', '{"d":"hunter2"}'),
    ],
    ['the identity key is empty', /identity-key\.json cannot be used: it is not JSON/, (data) => put(data, 'identity-key.json', '')],
    ['the identity key is null', /identity-key\.json cannot be used: /, (data) => put(data, 'identity-key.json', 'null')],
  ])('when %s', async (_case, reason, spoil) => {
    using folder = protectedFolder(NOWHERE);
    spoil(join(folder.path, '.airside'));
    const { exit, stdout, stderr } = await runUp([], { cwd: folder.path });
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/hunter2|node:|\n {4}at \w/);
  });

  test('when its configuration has errors, and makes nothing', async ({ expect }) => {
    using folder = protectedFolder(NOWHERE, { 'airside.yaml': 'apiz: {}\n' });
    const { exit, stdout, stderr } = await runUp([], { cwd: folder.path });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(
      /^airside\.yaml:1:1: error: unknown key "apiz"[\s\S]*airside: airside\.yaml cannot be served; the problems are above\n$/,
    );
    expect(() => statSync(join(folder.path, '.airside'))).toThrow('ENOENT');
  });
});

describe.concurrent('airside up starts', { timeout: 2 * PATIENCE_MS }, () => {
  test('with data that others could read, and closes it to them', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    const data = join(folder.path, '.airside');
    {
      await using airside = await startAirside([], { cwd: folder.path });
      airside.signal('SIGTERM');
      await airside.exited;
    }
    const key = readFileSync(join(data, 'identity-key.json'), 'utf8');
    chmodSync(data, 0o755);
    chmodSync(join(data, 'identity-key.json'), 0o644);
    await using again = await startAirside([], { cwd: folder.path });
    expect(await statusOf(again.url)).toBe(200);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, 'identity-key.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(data, 'identity-key.json'), 'utf8'), 'the key stays').toBe(key);
  });
});

const mount = mountSmall();

describe('when the disk is full', { timeout: 3 * PATIENCE_MS }, () => {
  test.skipIf(mount === undefined)(
    'calls are served all the same, the health endpoint says so, and what waited is stored later',
    async () => {
      if (mount === undefined) return;
      using _ = mount;
      await using upstream = await startUpstream();
      using folder = protectedFolder(upstream.url);
      await using airside = await startAirside(['--data', join(mount.path, 'data')], { cwd: folder.path });
      const health = async () => (await fetch(`${airside.url}/.airside/health/ready`)).json();
      expect(await health()).toEqual({ status: 'ready' });
      const filler = join(mount.path, 'filler');
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'], { stdio: 'ignore' });
      for (let call = 0; call < 40; call++) expect(await statusOf(`${airside.url}/${'x'.repeat(2000)}`)).toBe(200);
      expect(await airside.line(/store-problem/)).toMatch(/exchanges\.db cannot grow: no space is left/);
      // What else has to be stored is said as soon as it is tried.
      const degraded = { status: 'degraded', degraded: expect.arrayContaining(['exchanges cannot be stored']) };
      await expect.poll(health, { timeout: PATIENCE_MS }).toEqual(degraded);
      expect(await statusOf(airside.url)).toBe(200);
      rmSync(filler);
      await expect.poll(health, { timeout: 2 * PATIENCE_MS, interval: 500 }).toEqual({ status: 'ready' });
    },
  );
});

function put(directory: string, name: string, content: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), content);
}

/** A file system of one megabyte; undefined, with a word about it, where this user may not mount one. */
function mountSmall(): { readonly path: string; [Symbol.dispose](): void } | undefined {
  const folder = protectedFolder(NOWHERE);
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder.path], { encoding: 'utf8' });
  if (status === 0) {
    return {
      path: folder.path,
      [Symbol.dispose]() {
        spawnSync('umount', ['-l', folder.path]);
        folder.remove();
      },
    };
  }
  folder.remove();
  console.warn(`skipped: what happens when the disk is full, as no small file system can be mounted here (${stderr.trim()})`);
  return undefined;
}
