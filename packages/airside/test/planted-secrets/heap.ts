import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { childrenOf } from '../running-airside.ts';

/** The environment in which Node writes a snapshot of its heap into a folder on SIGUSR2: its own option, so that nothing of it is in Airside. */
export function heapEnvironment(folder: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}` };
}

/** The only worker of an Airside. */
export function workerOf(pid: number): number {
  const [worker] = childrenOf(pid);
  if (worker === undefined) throw new Error('expected a worker');
  return worker;
}

/** Makes a process of Airside write its heap; resolves with the file once a call to it, which has to wait for that, was answered. */
export async function snapshotOf(pid: number, folder: string, call: () => Promise<unknown>): Promise<string> {
  const before = readdirSync(folder);
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    // Node handles the signal in a turn of its own and writes at once: a call that is answered meanwhile came before it.
    await call();
    const file = readdirSync(folder).find((name) => name.endsWith('.heapsnapshot') && !before.includes(name));
    if (file === undefined) continue;
    await call();
    return join(folder, file);
  }
}
