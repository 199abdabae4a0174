import { request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

import { describe, test } from 'vitest';

import { engineOf, PATIENCE_MS, protectedFolder, type RunningAirside, startAirside, statusOf, workersOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const poll = { timeout: PATIENCE_MS, interval: 100 };
const EVIL = 'evil-key-0123456789-0123456789';
const HONEST = 'good-key-0123456789-0123456789';

const BLOCKING = '{ do: block, for: 1h, dryRun: false, of: [user] }';
const yaml = (upstream: string, step: string): string => `
consumers:
  honest: { apiKeys: [{ id: honest, key: '\${file:good}' }] }
  evil: { apiKeys: [{ id: evil, key: '\${file:evil}' }] }
apis: { orders: { upstreams: ['${upstream}'] } }
behavior:
  decoys: { paths: ['orders /internal/export'] }
  responses: { ladder: [${step}] }
`;

async function startProtected(step = BLOCKING) {
  const upstream = await startUpstream();
  const folder = protectedFolder(upstream.url, { 'airside.yaml': yaml(upstream.url, step), good: HONEST, evil: EVIL });
  const airside = await startAirside([], { cwd: folder.path });
  return {
    airside,
    folder,
    async [Symbol.asyncDispose]() {
      await airside[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      folder.remove();
    },
  };
}

/** Asks the Airside that runs in a folder, over its socket. */
function ask(folder: string, method: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'airside-actor': 'tester', ...(body !== undefined && { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath: join(folder, '.airside/admin.sock'), method, path: `/v1${path}`, headers }, (incoming) => {
      json(incoming).then(resolve, reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

interface List {
  readonly items: readonly { readonly id: string; readonly state?: string }[];
}
interface Sanctions {
  readonly items: readonly {
    readonly id: string;
    readonly by: string;
    readonly reason: string;
    readonly incident: string | null;
    readonly hits: number;
  }[];
}
const sanctionsIn = async (folder: string) => ((await ask(folder, 'GET', '/sanctions?active=true')) as Sanctions).items;
/** How many requests the engine of the Airside that runs in a folder has learned of, in its life and before. */
const observationsIn = async (folder: string): Promise<number> => {
  const { training } = (await ask(folder, 'GET', '/behavior/status')) as {
    readonly training: readonly { readonly observations: number }[];
  };
  return training.reduce((sum, { observations }) => sum + observations, 0);
};
const blockEvil = (folder: string, forMs: number) => ask(folder, 'POST', '/sanctions', { match: [{ kind: 'user', id: 'evil' }], forMs });
const call = ({ url }: RunningAirside, key: string, path = '/orders'): Promise<number> => statusOf(`${url}${path}`, key);

describe.concurrent('a caller that does what nobody does otherwise', { timeout: 4 * PATIENCE_MS }, () => {
  test('is found, blocked by the ladder, explained, and let in again by one call, and others are served all the while', async ({
    expect,
  }) => {
    await using running = await startProtected();
    const { airside, folder } = running;
    expect(await call(airside, EVIL)).toBe(200);
    expect(await call(airside, EVIL, '/internal/export')).toBe(200);
    await expect.poll(() => call(airside, EVIL), poll).toBe(403);
    expect(await call(airside, HONEST)).toBe(200);
    await airside.line(/incident-opened: A decoy was touched/);
    const [sanction] = await sanctionsIn(folder.path);
    expect(sanction).toMatchObject({ by: 'response:block', reason: expect.stringContaining('/internal/export') });
    const details = await ask(folder.path, 'GET', `/incidents/${sanction?.incident}`);
    expect(details).toMatchObject({
      incident: { state: 'open' },
      detections: [{ indicator: 'decoy', subject: { kind: 'user', id: 'evil' } }],
    });
    await expect.poll(async () => (await sanctionsIn(folder.path))[0]?.hits, poll).toBeGreaterThan(0);
    expect(await ask(folder.path, 'POST', `/sanctions/${sanction?.id}/undo`)).toMatchObject({ effect: { workers: 1 } });
    expect(await call(airside, EVIL)).toBe(200);
    const closed = await ask(folder.path, 'POST', `/incidents/${sanction?.incident}/close`, { feedback: 'expected', note: 'a test' });
    expect(closed).toMatchObject({ record: { state: 'closed', feedback: 'expected' }, warning: null });
    const timeline = (await ask(folder.path, 'GET', '/callers/user%3Aevil')) as { readonly events: readonly { readonly action: string }[] };
    expect(timeline.events.map(({ action }) => action)).toEqual(['undo', 'block']);
    expect(airside.output.stdout).toMatch(/behaviour layer is training until .*; it acts on callers: block/);
  });

  test('stays blocked over a restart of the gateway process and of all of Airside, until the block ends by itself, and what was learned stays', async ({
    expect,
  }) => {
    await using running = await startProtected();
    const { airside, folder } = running;
    await blockEvil(folder.path, 3_600_000);
    expect(await call(airside, EVIL)).toBe(403);
    // What is only refused is no operation: its path may be made up.
    expect(await call(airside, HONEST)).toBe(200);
    await expect.poll(() => observationsIn(folder.path), poll).toBeGreaterThanOrEqual(1);
    const [worker = 0] = workersOf(airside.pid);
    process.kill(worker, 'SIGKILL');
    await airside.line(/worker-ended/);
    await expect.poll(() => call(airside, HONEST).catch(() => 0), poll).toBe(200);
    expect(await call(airside, EVIL)).toBe(403);
    airside.signal('SIGTERM');
    expect((await airside.exited).exit).toBe(0);
    await using again = await startAirside([], { cwd: folder.path });
    expect(await call(again, EVIL)).toBe(403);
    expect(again.output.stderr).not.toContain('behavior-trouble');
    const learned = await observationsIn(folder.path);
    expect(learned).toBeGreaterThanOrEqual(3);
    const [sanction] = await sanctionsIn(folder.path);
    await ask(folder.path, 'POST', `/sanctions/${sanction?.id}/undo`);
    await blockEvil(folder.path, 1500);
    expect(await call(again, EVIL)).toBe(403);
    await expect.poll(() => call(again, EVIL), poll).toBe(200);
    expect(await sanctionsIn(folder.path)).toEqual([]);
    again.signal('SIGKILL', 'group');
    await again.exited;
    await using afterCrash = await startAirside([], { cwd: folder.path });
    expect(await call(afterCrash, HONEST)).toBe(200);
    await expect.poll(() => observationsIn(folder.path), poll).toBeGreaterThanOrEqual(learned);
    expect(afterCrash.output.stderr).not.toContain('behavior-trouble');
  });

  test('is told of no more once a person has called that false, although the engine was killed and was away then, until that is taken back', async ({
    expect,
  }) => {
    await using running = await startProtected('{ do: record }');
    const { airside, folder } = running;
    const incidents = async () => ((await ask(folder.path, 'GET', '/incidents')) as List).items;
    const detections = async () => ((await ask(folder.path, 'GET', '/detections')) as List).items;
    const observed = async () => ((await ask(folder.path, 'GET', '/behavior/status')) as { readonly observed: number }).observed;
    /** Touches the decoy, and waits until the engine has seen that. */
    const touch = async (): Promise<void> => {
      const before = await observed();
      expect(await call(airside, EVIL, '/internal/export')).toBe(200);
      await expect.poll(observed, poll).toBeGreaterThan(before);
    };
    await touch();
    await expect.poll(incidents, poll).toMatchObject([{ state: 'open' }]);
    const id = (await incidents())[0]?.id ?? '';
    process.kill(engineOf(airside.pid), 'SIGKILL');
    await airside.line(/behavior-trouble: the behaviour engine failed: it was ended by SIGKILL/);
    const closed = await ask(folder.path, 'POST', `/incidents/${id}/close`, { feedback: 'false', note: 'our own scanner' });
    expect(closed).toMatchObject({
      record: { state: 'closed', feedback: 'false' },
      warning: 'kept; the engine is away, and takes it when it is back',
    });
    await touch();
    await touch();
    expect(await incidents()).toMatchObject([{ id, state: 'closed', feedback: 'false' }]);
    expect(await detections()).toMatchObject([{ verdict: { of: id, feedback: 'false', note: 'our own scanner' } }]);
    expect(await ask(folder.path, 'GET', '/callers')).toMatchObject({ items: [] });
    expect(await ask(folder.path, 'POST', `/incidents/${id}/reopen`)).toMatchObject({
      record: { state: 'open', feedback: null },
      warning: null,
    });
    await touch();
    await expect.poll(async () => (await incidents()).length, poll).toBe(2);
    expect(await ask(folder.path, 'GET', '/callers')).toMatchObject({ items: [{ subject: { id: 'evil' } }] });
  });
});
