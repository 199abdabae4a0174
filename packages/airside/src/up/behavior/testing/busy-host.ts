/** A process that is there to be killed: an engine that observes and saves without a pause. Says on each line how many observations are on the disk by now. Argument: the state file. */
import { setTimeout } from 'node:timers/promises';

import { DEFAULT_OPTIONS } from '@airside/behavior';
import type { Exchange } from '@airside/domain';

import { startEngine } from '../engine-host.ts';

const exchange: Exchange = {
  id: 'e',
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
};
const host = startEngine({
  data: {
    module: new URL('./small-engine.ts', import.meta.url).href,
    options: { ...DEFAULT_OPTIONS, trainingMs: 0 },
    lists: [],
    key: new Uint8Array(32),
    stateFile: process.argv[2] ?? '',
  },
  onHappening: () => undefined,
  onTrouble: (message) => process.stdout.write(`${message}\n`),
  saveMs: 1,
});
await host.started;
for (;;) {
  host.accept(Array.from({ length: 200 }, () => exchange));
  const { observed } = host.state();
  // The save under way has perhaps begun before these; the one after it has not.
  await saved();
  await saved();
  process.stdout.write(`${observed}\n`);
}

async function saved(): Promise<void> {
  for (const { savedMs } = host.state(); host.state().savedMs === savedMs; ) await setTimeout(1);
}
