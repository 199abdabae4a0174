/**
 * Feeds one model with made-up traffic and prints what that took, as JSON: resources, calls, calls before the clock
 * runs, `bodies` or `bare`. Run with --expose-gc.
 */
import { TrafficModel } from '@airside/openapi';

import { callOf } from './traffic.ts';

/** What a run took. */
export interface DiscoveryRun {
  readonly endpoints: number;
  /** Processor time of the model alone, a call: without what making the calls takes. */
  readonly microsecondsOfCall: number;
  /** The heap that is in use at the end, beyond what was before. */
  readonly heapBytes: number;
}

const [resources = 20, calls = 100_000, known = 0] = process.argv.slice(2, 5).map(Number);
const withBodies = process.argv[5] === 'bodies';
const collect = globalThis.gc;
if (collect === undefined) throw new Error('expected --expose-gc');

const before = heapBytes();
const model = new TrafficModel();
for (let number = 0; number < known; number++) model.observe(callOf(number, resources, withBodies));
const observing = cpuMs(() => {
  for (let number = known; number < known + calls; number++) model.observe(callOf(number, resources, withBodies));
});
const held = heapBytes() - before;
let made = 0;
const making = cpuMs(() => {
  for (let number = known; number < known + calls; number++) made += callOf(number, resources, withBodies).path.length;
});
if (made === 0) throw new Error('no call was made');
const [api] = model.view();
const run: DiscoveryRun = {
  endpoints: api?.endpoints.length ?? 0,
  microsecondsOfCall: ((observing - making) / calls) * 1000,
  heapBytes: held,
};
process.stdout.write(JSON.stringify(run));

function heapBytes(): number {
  collect?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function cpuMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
