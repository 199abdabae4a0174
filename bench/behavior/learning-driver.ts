/** Learns honest traffic, chunk by chunk: only the engine's processor time counts. Arguments: exchanges to learn before, exchanges measured. */
import type { Exchange } from '@airside/domain';
import { simulate } from '@airside/example-traffic';

import { newEngine } from './engine.ts';
import { heapBytes } from './in-process.ts';

export interface LearningRun {
  readonly exchanges: number;
  readonly microsecondsOfExchange: number;
  readonly bytesOfExchange: number;
}

const CHUNK = 5000;
const BATCH = 100;
const [before = 0, measured = 0] = process.argv.slice(2).map(Number);
const engine = newEngine();
let seen = 0;
let bytes = 0;
let microseconds = 0;
let chunk: Exchange[] = [];
for (const { exchange } of simulate({ days: 60, users: 1500, seed: 5, quietDays: 60, campaigns: [] })) {
  chunk.push(exchange);
  if (chunk.length < CHUNK) continue;
  heapBytes();
  const start = process.cpuUsage();
  for (let index = 0; index < CHUNK; index += BATCH) engine.observe(chunk.slice(index, index + BATCH));
  const { user, system } = process.cpuUsage(start);
  if (seen >= before) {
    microseconds += user + system;
    bytes += JSON.stringify(chunk).length;
  }
  seen += CHUNK;
  chunk = [];
  if (seen >= before + measured) break;
}
const counted = seen - before;
const run: LearningRun = { exchanges: counted, microsecondsOfExchange: microseconds / counted, bytesOfExchange: bytes / counted };
console.log(JSON.stringify(run));
