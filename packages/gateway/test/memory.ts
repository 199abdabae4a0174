import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Compiled code is let go only after several collections have found it unused; finalizers run between collections. */
const COLLECTIONS = 12;

/** Memory in use in bytes, heap and buffers, after what nobody holds any more has been collected once. */
export function memoryInUse(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The same after all that can be let go has been. For moments when nothing is under way. */
export async function settledMemory(): Promise<number> {
  for (let count = 0; count < COLLECTIONS; count++) {
    collect();
    await setImmediate();
  }
  return memoryInUse();
}
