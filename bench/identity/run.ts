import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { versionLine } from '../harness/commands.ts';
import { planPinning } from '../harness/cores.ts';
import { type Driver, startDriver } from '../harness/driver.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import { runRounds } from '../harness/rounds.ts';
import { median, spread } from '../harness/statistics.ts';
import { measureArgon2 } from './argon2.ts';
import type { BenchCase } from './cases/case.ts';
import { benchCases } from './cases/index.ts';
import type { IdentityOptions } from './options.ts';
import type { CaseResult, IdentityReport } from './report.ts';

const NOTES = [
  'Processor time of all threads of a process, one call after the other: no server, no network. Medians of the rounds.',
  'A request has twelve header fields, and the directory a thousand consumers. Caches are warm where a title says so, and only there.',
  'Goals that are ratios are measured in turns with what they are held against, batch by batch; the median of the rounds counts.',
  'The bare check has its input as bytes already and looks at nothing but the signature: no parsing, no claims, no directory.',
  'The event loop is watched while 100 wrong passwords are checked in the same process, not pinned to a core.',
];

/** Load average, as a part of the cores, above which a run is doubtful. */
const BUSY = 0.5;

/** The whole benchmark. */
export async function runIdentityBenchmark(
  lifetime: Lifetime,
  options: IdentityOptions,
  tell: (line: string) => void,
): Promise<IdentityReport> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const { measured } = planPinning();
  const { rounds, milliseconds } = options;
  const command = [process.execPath, '--conditions=development', join(import.meta.dirname, 'driver.ts')];
  const drivers = new Map<string | undefined, Driver>();
  for (const group of new Set(benchCases.map((benchCase) => benchCase.group))) {
    drivers.set(group, await startDriver(lifetime, { name: group ?? 'airside', command, core: measured }));
  }
  const driverOf = (group: string | undefined): Driver => {
    const driver = drivers.get(group);
    if (driver === undefined) throw new Error(`expected a process for ${group ?? 'cases without a group'}`);
    return driver;
  };
  const measure = async ({ id, group }: BenchCase): Promise<readonly number[]> => {
    const answer = (await driverOf(group).ask(`cost ${id} ${milliseconds}`)).split(' ').map(Number);
    if (answer.length === 0 || !answer.every((us) => us > 0)) throw new Error(`${id}: expected times above 0, found ${answer.join(' ')}`);
    return answer;
  };
  tell('warm-up');
  for (const warmed of benchCases) await measure(warmed);
  const samples = await runRounds({
    targets: benchCases.map((measuredCase) => ({ ...measuredCase, key: measuredCase.id })),
    rounds,
    measure,
    signal: lifetime.signal,
    onProgress: ({ key }, round) => tell(`round ${round} of ${rounds}: ${key}`),
  });
  tell('argon2');
  const argon2 = await measureArgon2();
  return {
    benchmark: 'identity',
    startedAt,
    machine,
    pinning: measured === null ? 'not pinned' : `cases on core ${measured}`,
    versions: versions(),
    options: { rounds, milliseconds },
    command: driverOf(undefined).command,
    cases: benchCases.map((measuredCase) => resultOf(measuredCase, samples.get(measuredCase.id) ?? [])),
    argon2,
    notes: NOTES,
    warnings: warnings(machine),
  };
}

/** Each round is the cost of a call and, where it is held against another case, the cost of a call of that one. */
function resultOf({ id, title, goal }: BenchCase, rounds: readonly (readonly number[])[]): CaseResult {
  const samples = rounds.map(([us = 0]) => us);
  const result = { id, title, us: median(samples), spread: spread(samples), samples };
  if (goal === undefined) return result;
  const [text, most, measured] =
    'us' in goal
      ? [`≤ ${goal.us} µs`, goal.us, result.us]
      : [`≤ ${goal.times} × bare`, goal.times, median(rounds.map(([us = 0, other = 1]) => us / other))];
  return { ...result, goal: { text, most, measured, met: measured <= most } };
}

function warnings({ loadAverage, usableCores }: Machine): string[] {
  return loadAverage > BUSY * usableCores ? ['the machine was busy before the run; use one that does nothing else'] : [];
}

function versions(): Record<string, string> {
  const commit = versionLine('git', ['-C', import.meta.dirname, 'describe', '--always', '--dirty']);
  const manifest = join(createRequire(import.meta.url).resolve('jose'), '../../../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  return { commit, node: process.version, openssl: process.versions.openssl, jose: version };
}
