import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { DEFAULT_OPTIONS, type Happening, packState } from '@airside/behavior';
import type { Exchange, Feedback, Judgement } from '@airside/domain';
import { afterAll, afterEach, expect, test, vi } from 'vitest';

import { isRunning } from '../../../test/running-airside.ts';
import { type EngineHost, type EngineHostOptions, startEngine } from './engine-host.ts';
import { refusal } from './testing/refusal.ts';
import { mountSmall } from './testing/small-disk.ts';

// Compiling the same sources for each engine is most of a test's time.
process.env['NODE_COMPILE_CACHE'] ??= new URL('../../../../../node_modules/.cache/airside-tests', import.meta.url).pathname;

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
  return Array.from({ length: count }, (_, index) => refusal(`e-${index}`, more));
}

/** The incident of the caller that is turned away. */
const INCIDENT = 'i-d-192.0.2.1';
const verdictOn = (feedback: Feedback, note: string | null = null): Judgement => ({
  of: INCIDENT,
  feedback,
  note,
  by: 'person:ada',
  time: new Date().toISOString(),
  about: [{ indicator: 'refused', api: 'orders', subjects: [{ kind: 'address', id: '192.0.2.1' }] }],
});

/** A watchdog that knows no time: it barks when the test says so. */
function patientWatch() {
  let bark = (_seconds: number): void => undefined;
  const nothing = (): void => undefined;
  const watch: EngineHostOptions['watch'] = (onSilence) => {
    bark = onSilence;
    return { starts: nothing, told: nothing, heard: nothing, rests: nothing, close: nothing };
  };
  return { watch, bark: () => bark(10) };
}

async function processWrittenTo(file: string): Promise<number> {
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8'), PATIENCE).toMatch(/^\d+$/);
  return Number(readFileSync(file, 'utf8'));
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
  expect(await second.host.openIncidents()).toEqual([INCIDENT]);
  expect(await second.host.judge([verdictOn('true', 'seen')])).toBe(true);
  expect(second.happenings.at(-1)?.incidents).toMatchObject([{ state: 'closed', feedback: 'true', note: 'seen' }]);
  expect(await second.host.openIncidents()).toEqual([]);
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
  host.accept(refusals(60_000, { status: 200 }));
  expect(host.state()).toMatchObject({ observed: 0, dropped: 10_000 });
  await expect.poll(() => host.state().observed, PATIENCE).toBe(50_000);
});

test.each([
  ['fails', 500, /^the behaviour engine failed: it ended with code 1: Error: an engine that fails/],
  ['takes all memory that it may, in one step', 507, /^the behaviour engine failed: it was ended by SIG.*: FATAL ERROR: .*out of memory$/],
])('an engine that %s is started again, with what it had saved, and says so', { timeout: 90_000 }, async (_what, status, said) => {
  const place = directory();
  const first = start(place);
  first.host.accept(refusals(4));
  await first.host.close();
  const { host, troubles, happenings } = start(place, { watch: patientWatch().watch, heapMb: 64, restartMs: 1 });
  await host.started;
  host.accept(refusals(1, { status }));
  // These wait for the next one.
  host.accept(refusals(600, { status: 200 }));
  await expect.poll(() => host.state(), { ...PATIENCE, timeout: 60_000 }).toMatchObject({ restarts: 1, dropped: 1 });
  expect(troubles).toEqual([expect.stringMatching(said)]);
  host.accept(refusals(2));
  await expect.poll(() => host.state().observed, PATIENCE).toBe(602);
  expect(happenings.flatMap(({ detections }) => detections.map(({ count }) => count))).toEqual([6]);
});

test('an engine that does not answer is ended, whatever it is doing, and started again', { timeout: 90_000 }, async () => {
  const place = directory();
  const { watch, bark } = patientWatch();
  const { host, troubles } = start(place, { watch, restartMs: 1 });
  host.accept(refusals(1, { status: 508, path: join(place, 'hung') }));
  const hung = await processWrittenTo(join(place, 'hung'));
  expect(await Promise.race([host.training(), host.state()])).toMatchObject({ isAway: false, restarts: 0 });
  bark();
  await expect.poll(() => host.state(), PATIENCE).toMatchObject({ restarts: 1, dropped: 1 });
  expect(isRunning(hung)).toBe(false);
  host.accept(refusals(2));
  await expect.poll(() => host.state().observed, PATIENCE).toBe(2);
  expect(troubles).toEqual([expect.stringContaining('has not answered for 10 s')]);
});

const BUSY = new URL('./testing/busy-host.ts', import.meta.url).pathname;

test.skipIf(!existsSync('/proc/self/environ'))(
  'the engine knows nothing of the secrets in the environment',
  { timeout: 90_000 },
  async () => {
    vi.stubEnv('AIRSIDE_TEST_SECRET', 'of no business of the engine');
    const place = directory();
    const { host } = start(place, { watch: patientWatch().watch });
    host.accept(refusals(1, { status: 508, path: join(place, 'hung') }));
    const environment = readFileSync(`/proc/${await processWrittenTo(join(place, 'hung'))}/environ`, 'utf8');
    vi.unstubAllEnvs();
    expect(environment).toContain('PATH=');
    expect(environment).not.toContain('SECRET');
  },
);

test('an engine that does not come back ends with the process that started it', { timeout: 90_000 }, async () => {
  const place = directory();
  const hung = join(place, 'hung');
  const child = spawn(process.execPath, ['--conditions=development', BUSY, join(place, 'behavior-state'), hung], { stdio: 'ignore' });
  const pid = await processWrittenTo(hung);
  expect(isRunning(pid)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), PATIENCE).toBe(false);
});

test('a process that is killed while it saves leaves a state that is whole, with all that it had saved', { timeout: 90_000 }, async () => {
  const place = directory();
  const file = join(place, 'behavior-state');
  let total = 0;
  for (let kill = 0; kill < 2; kill++) {
    const child = spawn(process.execPath, ['--conditions=development', BUSY, file], { stdio: ['ignore', 'pipe', 'inherit'] });
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

test('what people said before the engine was killed, and while it was away, holds when it is back, before any exchange is seen', async () => {
  const place = directory();
  const { watch, bark } = patientWatch();
  const kept: Judgement[] = [];
  const { host, happenings } = start(place, { watch, restartMs: 1, verdicts: async () => kept });
  host.accept(refusals(6));
  await expect.poll(() => happenings.length, PATIENCE).toBe(1);
  kept.push(verdictOn('false'));
  expect(await host.judge(kept)).toBe(true);
  bark();
  await expect.poll(() => host.state(), PATIENCE).toMatchObject({ restarts: 1 });
  // It has lost what it had not saved, and sees all of it again.
  host.accept(refusals(10));
  await expect.poll(() => host.state().observed, PATIENCE).toBe(16);
  expect(happenings.flatMap(({ detections }) => detections)).toHaveLength(1);
  bark();
  await expect.poll(() => host.state().isAway, PATIENCE).toBe(true);
  kept[0] = verdictOn('true');
  expect(await host.judge(kept)).toBe(false);
  host.accept(refusals(6));
  await expect.poll(() => happenings.flatMap(({ detections }) => detections).length, PATIENCE).toBe(2);
});

test('nothing is asked of an engine that is away', async () => {
  const { host } = start(directory());
  expect(host.state().isAway).toBe(true);
  expect(await host.training()).toEqual([]);
  expect(await host.judge([verdictOn('true')])).toBe(false);
  expect(await host.openIncidents()).toBeUndefined();
});
