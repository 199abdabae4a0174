/**
 * What an engine holds while an attacker makes up everything that can be made up, and whether it still knows whom it knew before. Arguments: how
 * many exchanges of the attacker, and how many known callers.
 */
import type { Exchange } from '@airside/domain';
import { DAY_MS, EPOCH_MS } from '@airside/example-traffic';

import { newEngine } from './engine.ts';
import { heapBytes } from './in-process.ts';
import { asElsewhere, asKnown, asMadeUp, sampleExchanges } from './made-up.ts';

export interface AttackRun {
  /** Bytes that the engine holds before the attack, and after each quarter of it. */
  readonly before: number;
  readonly quarters: readonly number[];
  readonly known: number;
  /** Of the known ones, whose credential surprises at another place after the attack: whoever was forgotten surprises nobody. */
  readonly recognized: number;
  /** The same before the attack. */
  readonly recognizedBefore: number;
}

const CALLS_OF_KNOWN = 60;
/** Days in which the known ones call before the attack. */
const DAYS = 3;
/** One of so many exchanges during the attack is of somebody known. */
const ONE_OF = 50;
const ATTACK_MS = DAY_MS / 2;
const BATCH = 100;

const [attacks = 0, known = 0] = process.argv.slice(2).map(Number);
const samples = sampleExchanges();
const engine = newEngine();
engine.observe(samples.slice(0, 100));
const emptyBytes = heapBytes();

const calm = known * CALLS_OF_KNOWN;
observe(calm, (index) => asKnown(sampleAt(index), index % known, EPOCH_MS + (index / calm) * DAYS * DAY_MS));
const before = heapBytes() - emptyBytes;
const startMs = EPOCH_MS + DAYS * DAY_MS;
const recognizedBefore = recognized(startMs, 1);
const quarters: number[] = [];
for (let quarter = 0; quarter < 4; quarter++) {
  const from = (quarter * attacks) / 4;
  observe(attacks / 4, (index) => {
    const timeMs = startMs + ((from + index) / attacks) * ATTACK_MS;
    if (index % ONE_OF === 0) return asKnown(sampleAt(index), (index / ONE_OF) % known, timeMs);
    return asMadeUp(sampleAt(index), known + from + index, timeMs);
  });
  quarters.push(heapBytes() - emptyBytes);
}
const run: AttackRun = { before, quarters, known, recognizedBefore, recognized: recognized(startMs + ATTACK_MS, 2) };
console.log(JSON.stringify(run));

function observe(many: number, make: (index: number) => Exchange): void {
  for (let index = 0; index < many; index += BATCH) {
    engine.observe(Array.from({ length: Math.min(BATCH, many - index) }, (_, offset) => make(index + offset)));
  }
}

/** Another place each time, as what was done there before may have been learned. */
function recognized(timeMs: number, place: number): number {
  let count = 0;
  for (let caller = 0; caller < known; caller++) {
    const { voices } = engine.assess(asElsewhere(asKnown(sampleAt(caller), caller, timeMs + caller), place));
    if (voices.some(({ indicator: { id } }) => id === 'stolen-credential')) count++;
  }
  return count;
}

function sampleAt(index: number): Exchange {
  const sample = samples[index % samples.length];
  if (sample === undefined) throw new RangeError('expected exchanges of the simulator, found none');
  return sample;
}
