/**
 * A process that is there to be killed: an engine that observes and saves without a pause. Says on each line how many observations are on the disk by now. Arguments: the state file,
 * and a file for the process of an engine that is not to come back.
 */
import { setTimeout } from 'node:timers/promises';

import { DEFAULT_OPTIONS } from '@airside/behavior';

import { startEngine } from '../engine-host.ts';
import { refusal } from './refusal.ts';

const [, , stateFile = '', hung] = process.argv;
const host = startEngine({
  data: {
    module: new URL('./small-engine.ts', import.meta.url).href,
    options: { ...DEFAULT_OPTIONS, trainingMs: 0 },
    lists: [],
    key: new Uint8Array(32),
    stateFile,
  },
  onHappening: () => undefined,
  onTrouble: (message) => process.stdout.write(`${message}\n`),
  saveMs: 1,
});
await host.started;
if (hung !== undefined) host.accept([refusal('e', { status: 508, path: hung })]);
for (;;) {
  host.accept(Array.from({ length: 200 }, () => refusal('e')));
  const { observed } = host.state();
  // The save under way has perhaps begun before these; the one after it has not.
  await saved();
  await saved();
  process.stdout.write(`${observed}\n`);
}

async function saved(): Promise<void> {
  for (const { savedMs } = host.state(); host.state().savedMs === savedMs; ) await setTimeout(1);
}
