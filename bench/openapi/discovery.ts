import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import type { DiscoveryRun } from './discovery-driver.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import { ENDPOINTS_OF_RESOURCE } from './traffic.ts';

const GOAL_PER_SECOND = 100_000;
const ROUNDS = 3;
const ENDPOINTS = 100;
/** Calls before the clock runs, so that all endpoints are known: over a thousand for each. */
const KNOWN = 150_000;
const TIMEOUT_MS = 600_000;
const MEGABYTE = 1e6;

/** How fast a model takes calls of endpoints that it knows, and what it holds as endpoints and traffic grow. Each run is a process of its own. */
export const discovery: Measurement = {
  name: 'discovery',
  about: 'traffic to a model of the API: calls of known endpoints a second on one core, and memory as endpoints and traffic grow',
  run,
};

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const [calls, rounds] = quick ? [5000, 1] : [500_000, ROUNDS];
  printRates(calls, rounds, quick ? 1000 : KNOWN, print);
  printGrowth(
    'endpoints',
    quick ? [100, 1000] : [100, 1000, 10_000],
    (endpoints) => runOnce(endpoints, quick ? 5000 : 300_000, 0, true),
    print,
  );
  printGrowth('calls', quick ? [5000] : [100_000, 1_000_000, 10_000_000], (traffic) => runOnce(ENDPOINTS, traffic, 0, false), print);
}

function printRates(calls: number, rounds: number, known: number, print: MeasurementOptions['print']): void {
  const runs = Array.from(
    { length: rounds },
    () => [runOnce(ENDPOINTS, calls, known, false), runOnce(ENDPOINTS, calls, known, true)] as const,
  );
  const rate = (index: 0 | 1): number => 1e6 / median(runs.map((pair) => pair[index].microsecondsOfCall));
  const row = (name: string, perSecond: number): readonly string[] => [
    name,
    perSecond.toFixed(0),
    (perSecond / GOAL_PER_SECOND).toFixed(1),
    perSecond >= GOAL_PER_SECOND ? 'yes' : 'no',
  ];
  print(table([['', 'calls/s', `÷ ${GOAL_PER_SECOND}`, 'met'], row('without bodies', rate(0)), row('with bodies of 300 bytes', rate(1))]));
}

function printGrowth(
  what: string,
  steps: readonly number[],
  measure: (step: number) => DiscoveryRun,
  print: MeasurementOptions['print'],
): void {
  const runs = steps.map((step) => ({ step, ...measure(step) }));
  const first = runs[0]?.heapBytes ?? 1;
  print(
    table([
      [what, 'endpoints', 'heap MB', '÷ first', 'kB an endpoint', 'µs a call'],
      ...runs.map(({ step, endpoints, heapBytes, microsecondsOfCall }) => [
        `${step}`,
        `${endpoints}`,
        (heapBytes / MEGABYTE).toFixed(1),
        (heapBytes / first).toFixed(2),
        (heapBytes / endpoints / 1000).toFixed(1),
        microsecondsOfCall.toFixed(2),
      ]),
    ]),
  );
}

function runOnce(endpoints: number, calls: number, before: number, withBodies: boolean): DiscoveryRun {
  const driver = join(import.meta.dirname, 'discovery-driver.ts');
  const resources = `${endpoints / ENDPOINTS_OF_RESOURCE}`;
  const args = ['--expose-gc', '--conditions=development', driver, resources, `${calls}`, `${before}`, withBodies ? 'bodies' : 'bare'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: TIMEOUT_MS });
  if (status !== 0) throw new Error(`the driver failed:\n${stderr}`);
  return JSON.parse(stdout) as DiscoveryRun;
}
