/** What an engine holds when operations and callers become many. Arguments: kind, how many. */
import type { Exchange } from '@airside/domain';

import { newEngine } from './engine.ts';
import { heapBytes } from './in-process.ts';
import { asCaller, asOperation, sampleExchanges, timeOf } from './made-up.ts';
import { type Saving, saveOf } from './saving.ts';

export interface MemoryRun {
  /** Bytes that the engine holds half-way and at the end. */
  readonly halfBytes: number;
  readonly bytes: number;
  readonly exchanges: number;
  readonly saving: Saving;
}

const KINDS: Readonly<
  Record<string, { readonly each: number; readonly make: (sample: Exchange, index: number, all: number) => Exchange }>
> = {
  operations: {
    each: 60,
    make: (sample, index, all) => asOperation(asCaller(sample, index % 200, timeOf(index, all)), Math.floor(index / 60), true),
  },
  callers: { each: 5, make: (sample, index, all) => asCaller(sample, Math.floor(index / 5), timeOf(index, all)) },
};
const BATCH = 100;

const [name = '', many = '0'] = process.argv.slice(2);
const kind = KINDS[name];
if (kind === undefined) throw new RangeError(`expected one of ${Object.keys(KINDS).join(', ')}, found ${name}`);
const samples = sampleExchanges();
const all = Number(many) * kind.each;
const engine = newEngine();
engine.observe(samples.slice(0, 100));
const emptyBytes = heapBytes();
let halfBytes = 0;
for (let index = 0; index < all; index += BATCH) {
  const batch = Array.from({ length: Math.min(BATCH, all - index) }, (_, offset) => {
    const sample = samples[(index + offset) % samples.length];
    if (sample === undefined) throw new RangeError('expected exchanges of the simulator, found none');
    return kind.make(sample, index + offset, all);
  });
  engine.observe(batch);
  if (halfBytes === 0 && index + BATCH >= all / 2) halfBytes = heapBytes() - emptyBytes;
}
const bytes = heapBytes() - emptyBytes;
const run: MemoryRun = { halfBytes, bytes, exchanges: all, saving: await saveOf(engine) };
console.log(JSON.stringify(run));
// The engine has to be reachable until it was measured.
engine.training();
