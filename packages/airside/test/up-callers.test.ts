import { rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, describe, test } from 'vitest';

import { adminRequest } from './admin-request.ts';
import { commandFolder, environment, runShell } from './command-line.ts';
import { PATIENCE_MS, protectedFolder, startAirside, statusOf, workersOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const commands = commandFolder();
afterAll(() => commands.remove());
const poll = { timeout: PATIENCE_MS, interval: 100 };
/** The system spreads connections over the processes that listen: this many leave none of three out, but for rare cases. */
const CALLS = 30;

/** The statuses that calls get, each on a connection of its own. */
async function statusesOf(url: string, key: string): Promise<number[]> {
  const statuses = await Promise.all(Array.from({ length: CALLS }, () => statusOf(url, key)));
  return [...new Set(statuses)];
}

async function startWithWorkers(count: number) {
  const upstream = await startUpstream();
  const folder = protectedFolder(upstream.url);
  const airside = await startAirside(['--workers', String(count)], { cwd: folder.path });
  const ask = (method: string, path: string, body?: object) => adminRequest(folder.path, method, path, body);
  const makeKey = async (fields: object = {}) => {
    const { key = '', record } = await ask('POST', '/keys', { consumer: 'globex', ...fields });
    return { key, id: record?.id ?? '' };
  };
  await ask('POST', '/consumers', { id: 'globex' });
  return {
    airside,
    folder,
    ask,
    makeKey,
    async [Symbol.asyncDispose]() {
      await airside[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      folder.remove();
    },
  };
}

describe.concurrent('a change of callers', { timeout: 3 * PATIENCE_MS }, () => {
  test('counts in every gateway process when the answer is there: made, rotated, revoked, suspended', async ({ expect }) => {
    await using running = await startWithWorkers(3);
    const { airside, ask, makeKey } = running;
    const first = await makeKey();
    expect(await statusesOf(airside.url, first.key)).toEqual([200]);
    const { key: second = '', effect } = await ask('POST', `/keys/${first.id}/rotate`, { overlapMs: 0 });
    expect(effect?.workers).toBe(3);
    expect(await statusesOf(airside.url, first.key)).toEqual([401]);
    expect(await statusesOf(airside.url, second)).toEqual([200]);
    await ask('PATCH', '/consumers/globex', { suspended: true });
    expect(await statusesOf(airside.url, second)).toEqual([401]);
    await ask('PATCH', '/consumers/globex', { suspended: false });
    expect(await statusesOf(airside.url, second)).toEqual([200]);
    const third = await makeKey();
    await ask('POST', `/keys/${third.id}/revoke`);
    expect(await statusesOf(airside.url, third.key)).toEqual([401]);
  });

  test('counts in a gateway process that was killed meanwhile and has come back', async ({ expect }) => {
    await using running = await startWithWorkers(1);
    const { airside, ask, makeKey } = running;
    const revoked = await makeKey();
    const [worker = 0] = workersOf(airside.pid);
    process.kill(worker, 'SIGKILL');
    const made = await makeKey();
    await ask('POST', `/keys/${revoked.id}/revoke`);
    await airside.line(/worker-ended/);
    await expect.poll(() => statusOf(airside.url, made.key).catch(() => 'nobody listens'), poll).toBe(200);
    expect(workersOf(airside.pid)).not.toContain(worker);
    expect(await statusOf(airside.url, revoked.key)).toBe(401);
  });

  test('ends a gateway process that does not take it over, and says so', async ({ expect }) => {
    await using running = await startWithWorkers(2);
    const { airside, ask, makeKey } = running;
    const { key, id } = await makeKey();
    const [held = 0] = workersOf(airside.pid);
    process.kill(held, 'SIGSTOP');
    const { effect } = await ask('POST', `/keys/${id}/revoke`);
    expect(effect?.replaced).toBeGreaterThanOrEqual(1);
    expect(workersOf(airside.pid)).not.toContain(held);
    expect(await airside.line(/worker-late/)).toContain('did not confirm what was changed');
    await expect.poll(() => workersOf(airside.pid).length, poll).toBe(2);
    expect(await statusesOf(airside.url, key)).toEqual([401]);
  });

  test('outlives Airside, however it ends; the socket that it leaves is replaced', async ({ expect }) => {
    await using running = await startWithWorkers(1);
    const { airside, ask, makeKey, folder } = running;
    const { key } = await makeKey();
    const revoked = await makeKey();
    await ask('POST', `/keys/${revoked.id}/revoke`);
    airside.signal('SIGKILL');
    await airside.exited;
    expect(statSync(join(folder.path, '.airside/admin.sock')).isSocket()).toBe(true);
    await using again = await startAirside([], { cwd: folder.path });
    expect(await statusOf(again.url, key)).toBe(200);
    expect(await statusOf(again.url, revoked.key)).toBe(401);
    expect((await ask('GET', `/keys/${revoked.id}`)).statusCode).toBe(200);
  });
});

describe.concurrent('the admin socket', { timeout: 3 * PATIENCE_MS }, () => {
  test('tells when a key was last used', async ({ expect }) => {
    await using running = await startWithWorkers(1);
    const { airside, ask, makeKey } = running;
    const { key, id } = await makeKey();
    const before = Date.now();
    expect((await ask('GET', `/keys/${id}`)).lastUsedAtMs).toBeUndefined();
    expect(await statusOf(airside.url, key)).toBe(200);
    await expect.poll(async () => (await ask('GET', `/keys/${id}`)).lastUsedAtMs, poll).toBeGreaterThanOrEqual(before);
  });

  test('is for its owner alone, and answers on after garbage and hang-ups', async ({ expect }) => {
    await using running = await startWithWorkers(1);
    const { folder, ask } = running;
    const path = join(folder.path, '.airside/admin.sock');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const garbage of ['\0\x01\x02', 'GET / HTTP/9\r\n\r\n', `GET /${'a'.repeat(50_000)} HTTP/1.1\r\n\r\n`]) {
      const socket = connect(path);
      socket.on('error', () => undefined).write(garbage, 'latin1');
      expect(await text(socket).catch(() => '')).not.toMatch(/ 200 /);
    }
    const half = connect(path);
    half
      .on('error', () => undefined)
      .write('POST /v1/consumers HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"id":');
    half.destroy();
    expect((await ask('GET', '/consumers/globex')).statusCode).toBe(200);
    expect((await ask('GET', '/consumers/half')).statusCode).toBe(404);
  });

  test('that is gone is told from an Airside that does not run', async ({ expect }) => {
    await using running = await startWithWorkers(1);
    const { folder, airside } = running;
    rmSync(join(folder.path, '.airside/admin.sock'));
    const { exit, stderr } = await runShell('airside keys list', { cwd: folder.path, env: environment(commands.path) });
    expect(exit).toBe(3);
    expect(stderr).toContain(`the Airside that runs with ${folder.path}/.airside (process ${airside.pid}) does not listen at its socket`);
  });

  test('lets one of two that want the same id at once have it', async ({ expect }) => {
    await using running = await startWithWorkers(2);
    const { ask } = running;
    const replies = await Promise.all(Array.from({ length: 8 }, () => ask('POST', '/consumers', { id: 'same' })));
    expect(replies.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([
      201,
      ...Array.from({ length: 7 }, () => 409),
    ]);
  });
});
