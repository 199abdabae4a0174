import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { DEFAULT_OPTIONS, type Happening, packState } from '@airside/behavior';
import type { Exchange } from '@airside/domain';
import { afterAll, afterEach, expect, test } from 'vitest';

import { type EngineHost, type EngineHostOptions, startEngine } from './engine-host.ts';
import { mountSmall } from './testing/small-disk.ts';

const PATIENCE = { timeout: 25_000, interval: 20 };
const directories: string[] = [];
const hosts: EngineHost[] = [];
afterEach(() => {
  for (const host of hosts.splice(0)) host.kill();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'airside-engine-'));
  directories.push(made);
  return made;
}

function start(place: string, more: Partial<EngineHostOptions> = {}) {
  const happenings: Happening[] = [];
  const troubles: string[] = [];
  const host = startEngine({
    data: {
      module: new URL('./testing/small-engine.ts', import.meta.url).href,
      options: { ...DEFAULT_OPTIONS, mostCallers: 100, mostOperations: 100, trainingMs: 0 },
      lists: [],
      key: new Uint8Array(32),
      stateFile: join(place, 'behavior-state'),
    },
    onHappening: (happening) => happenings.push(happening),
    onTrouble: (message) => troubles.push(message),
    ...more,
  });
  hosts.push(host);
  return { host, happenings, troubles };
}

function refusals(count: number, more: Partial<Exchange> = {}): Exchange[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `e-${index}`,
    time: '2026-11-01T10:00:00.000Z',
    api: 'orders',
    operation: null,
    method: 'GET',
    host: 'localhost',
    path: '/',
    template: null,
    query: '',
    client: { address: '192.0.2.1', userAgent: null },
    principal: null,
    verdicts: [],
    problem: null,
    status: 404,
    upstream: null,
    requestBytes: 0,
    responseBytes: 0,
    durationMs: 1,
    ...more,
  }));
}

test('what the engine notices comes back, and what it has learned outlasts a restart', async () => {
  const place = directory();
  const first = start(place);
  first.host.accept(refusals(4));
  await first.host.close();
  expect(first.happenings).toEqual([]);
  expect(statSync(join(place, 'behavior-state')).mode & 0o777).toBe(0o600);
  const second = start(place);
  second.host.accept(refusals(2));
  await expect.poll(() => second.happenings.flatMap(({ detections }) => detections.map(({ count }) => count)), PATIENCE).toEqual([6]);
  expect(second.host.state()).toMatchObject({ observed: 2, dropped: 0, isAway: false });
  expect(await second.host.training()).toMatchObject([{ observations: 6 }]);
  await second.host.feedback('i-d-192.0.2.1', 'true', 'seen');
  expect(second.happenings.at(-1)?.incidents).toMatchObject([{ state: 'closed', feedback: 'true', note: 'seen' }]);
  expect(await second.host.feedback('no-such', 'true', undefined)).toBeUndefined();
  await second.host.close();
});

test('a damaged file is set aside as it is and said, and learning begins anew', async () => {
  const place = directory();
  writeFileSync(join(place, 'behavior-state'), '{"half');
  const { host, troubles } = start(place);
  host.accept(refusals(1));
  await expect.poll(() => host.state().observed, PATIENCE).toBe(1);
  const [aside] = readdirSync(place).filter((name) => name.includes('damaged'));
  expect(readFileSync(join(place, aside ?? ''), 'utf8')).toBe('{"half');
  expect(troubles).toEqual([expect.stringContaining('learning begins anew')]);
  await host.close();
  expect(existsSync(join(place, 'behavior-state'))).toBe(true);
});

test('what the engine does not keep up with is dropped and counted, and delays nobody', async () => {
  const { host } = start(directory());
  // It is still loading: nothing is taken yet.
  const startedAt = performance.now();
  host.accept(refusals(60_000, { status: 200 }));
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(host.state().dropped).toBe(10_000);
  await expect.poll(() => host.state().observed, PATIENCE).toBe(50_000);
});

test('an engine that fails is started again, with what it had saved, and says so', async () => {
  const place = directory();
  const first = start(place);
  first.host.accept(refusals(4));
  await first.host.close();
  const { host, troubles, happenings } = start(place);
  host.accept(refusals(1, { status: 500 }));
  await expect.poll(() => troubles.length, PATIENCE).toBeGreaterThan(0);
  expect(troubles[0]).toContain('an engine that fails');
  await expect.poll(() => host.state().isAway, PATIENCE).toBe(false);
  host.accept(refusals(2));
  await expect.poll(() => happenings.length, PATIENCE).toBeGreaterThan(0);
});

test.each([
  ['does not answer', 508, 200, /has not answered for 2 s/],
  ['takes all memory that it may', 507, 5000, /memory limit/],
])('an engine that %s is ended and started again with what it had saved', { timeout: 90_000 }, async (_what, status, checkMs, said) => {
  const place = directory();
  const first = start(place);
  first.host.accept(refusals(4));
  await first.host.close();
  const { host, troubles, happenings } = start(place, { checkMs, heapMb: 32 });
  await host.started;
  host.accept(refusals(1, { status }));
  host.accept(refusals(600, { status: 200 }));
  await expect.poll(() => host.state(), { ...PATIENCE, timeout: 60_000 }).toMatchObject({ restarts: 1, dropped: 1 });
  expect(troubles).toEqual([expect.stringMatching(said)]);
  host.accept(refusals(2));
  await expect.poll(() => host.state().observed, PATIENCE).toBe(602);
  expect(happenings.flatMap(({ detections }) => detections.map(({ count }) => count))).toEqual([6]);
});

test('a process that is killed while it saves leaves a state that is whole, with all that it had saved', { timeout: 90_000 }, async () => {
  const place = directory();
  const file = join(place, 'behavior-state');
  let total = 0;
  for (let kill = 0; kill < 2; kill++) {
    const script = new URL('./testing/busy-host.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--conditions=development', script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let onDisk = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      expect(line).toMatch(/^\d+$/);
      onDisk = Number(line);
      if (onDisk > 500 + 150 * kill) child.kill('SIGKILL');
    }
    total += onDisk;
    const { host, troubles } = start(place);
    await host.started;
    const [known] = await host.training();
    expect(known?.observations).toBeGreaterThanOrEqual(total);
    expect(troubles).toEqual([]);
    total = known?.observations ?? 0;
    host.kill();
  }
  expect(readdirSync(place).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('a state that the engine does not get over is set aside after three starts', { timeout: 60_000 }, async () => {
  const place = directory();
  writeFileSync(join(place, 'behavior-state'), packState([{ name: 'deadly', value: 0 }]));
  const { host, troubles } = start(place, { restartMs: 1 });
  await expect.poll(() => host.state().isAway, { ...PATIENCE, timeout: 55_000 }).toBe(false);
  expect(troubles.at(-1)).toMatch(/3 starts with it came to no end; it is kept as .*damaged-.*, and learning begins anew/);
  expect(readdirSync(place).filter((name) => name.includes('damaged'))).toHaveLength(1);
});

const small = mountSmall();
afterAll(() => small?.remove());

test.skipIf(small === undefined)('when the disk is full the engine goes on, says so once, and saves again when there is room', async () => {
  const place = small?.path ?? '';
  const filler = join(place, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'], { stdio: 'ignore' });
  const { host, troubles } = start(place, { saveMs: 20 });
  host.accept(refusals(3));
  await expect.poll(() => host.state(), PATIENCE).toMatchObject({ cannotSave: true, observed: 3, isAway: false });
  expect(troubles).toEqual([expect.stringContaining('cannot be saved: ENOSPC')]);
  rmSync(filler);
  const { savedMs } = host.state();
  await expect.poll(() => host.state().savedMs, PATIENCE).toBeGreaterThan(savedMs);
  expect(host.state()).toMatchObject({ cannotSave: false, dropped: 0, restarts: 0 });
});

test('nothing is asked of an engine that is away', async () => {
  const { host } = start(directory());
  expect(host.state().isAway).toBe(true);
  expect(await host.training()).toEqual([]);
  expect(await host.feedback('x', 'true', undefined)).toBeUndefined();
});
