import type { Driver } from '../harness/driver.ts';
import { wafRequests } from './requests.ts';

const STEPS = 10;

/** The heap in use after a collection of garbage, after each tenth of the inspections, which take all kinds of requests in turn. */
export async function watchHeap(airside: Driver, inspections: number, tell: (line: string) => void): Promise<readonly number[]> {
  const heapBytes: number[] = [];
  const each = Math.max(1, Math.ceil(inspections / STEPS / wafRequests.length));
  for (let step = 1; step <= STEPS; step++) {
    let bytes = 0;
    for (const index of wafRequests.keys()) bytes = Number(await airside.ask(`repeat ${index} ${each}`));
    tell(`${step * each * wafRequests.length} inspections: ${megabytes(bytes)}`);
    heapBytes.push(bytes);
  }
  return heapBytes;
}

/** Bytes in millions, for people. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
