/**
 * Judges and learns honest traffic; only the engine's processor time counts, garbage collection included. Arguments: users, hours of the traffic to learn before, exchanges measured,
 * what is recorded of them, and `parts` to tell what the time goes into, which takes some of it.
 */
import { Session } from 'node:inspector';

import type { Exchange } from '@airside/domain';

import { denseTraffic, RECORDINGS } from './dense.ts';
import { newEngine } from './engine.ts';
import { type Parts, partsOf } from './parts.ts';

export interface LearningRun {
  readonly exchanges: number;
  readonly microsecondsOfExchange: number;
  /** Of one while its API is still only watched, in the second half of that day. */
  readonly microsecondsOfWatched: number;
  /** Of the quickest tenth of the thousands: what it takes when nothing else wants the processor. */
  readonly microsecondsAtBest: number;
  readonly millisecondsOfTick: number;
  readonly exchangesOfTick: number;
  readonly bytesOfExchange: number;
  readonly parts: Parts | null;
}

const CHUNK = 1000;
const BATCH = 100;
const TICKS = 60;
const QUICK_SHARE = 0.1;
const HOUR_MS = 3_600_000;
/** APIs are only watched for a day; the first half of it is left to the compiler. */
const [WATCHED_FROM_MS, WATCHED_UNTIL_MS] = [12 * HOUR_MS, 24 * HOUR_MS];
const [users = 0, hours = 0, measured = 0] = process.argv.slice(2).map(Number);
const recording = RECORDINGS.find((each) => each === process.argv[5]);
const session = process.argv[6] === 'parts' ? new Session() : undefined;
const engine = newEngine();
const costs: number[] = [];
const watched: number[] = [];
const seconds = new Set<number>();
let startMs = 0;
let bytes = 0;
let lastMs = 0;
let chunk: Exchange[] = [];
for (const exchange of denseTraffic(users, recording)) {
  chunk.push(exchange);
  if (chunk.length < CHUNK) continue;
  lastMs = Date.parse(exchange.time);
  startMs ||= lastMs;
  const passedMs = lastMs - startMs;
  const isMeasured = passedMs > hours * HOUR_MS;
  if (isMeasured && costs.length === 0) startProfile();
  const cost = timed(() => {
    for (let index = 0; index < CHUNK; index += BATCH) engine.observe(chunk.slice(index, index + BATCH));
  });
  if (passedMs > WATCHED_FROM_MS && passedMs <= WATCHED_UNTIL_MS) watched.push(cost / CHUNK);
  if (isMeasured) {
    costs.push(cost / CHUNK);
    bytes += JSON.stringify(chunk).length;
    for (const { time } of chunk) seconds.add(Math.floor(Date.parse(time) / 1000));
  }
  chunk = [];
  if (costs.length >= measured / CHUNK) break;
}
const parts = stopProfile();
const ticking = timed(() => {
  for (let tick = 1; tick <= TICKS; tick++) engine.tick(lastMs + tick * 1000);
});
const exchanges = costs.length * CHUNK;
const run: LearningRun = {
  exchanges,
  microsecondsOfExchange: mean(costs),
  microsecondsOfWatched: mean(watched),
  microsecondsAtBest: costs.toSorted((one, other) => one - other)[Math.floor(costs.length * QUICK_SHARE)] ?? 0,
  millisecondsOfTick: ticking / TICKS / 1000,
  exchangesOfTick: exchanges / seconds.size,
  bytesOfExchange: bytes / exchanges,
  parts,
};
console.log(JSON.stringify(run));

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Microseconds of processor time. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** The inspector answers at once when it is asked from the same thread. */
function startProfile(): void {
  session?.connect();
  session?.post('Profiler.enable');
  session?.post('Profiler.start');
}

function stopProfile(): Parts | null {
  let found: Parts | null = null;
  session?.post('Profiler.stop', (error, result) => {
    if (error === null) found = partsOf(result.profile);
  });
  session?.disconnect();
  return found;
}
