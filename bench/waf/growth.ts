import { createEngine, type Engine, loadRules } from '@airside/seclang';

import { median } from '../harness/statistics.ts';
import { inspect } from './inspect.ts';
import type { WafRequest } from './requests.ts';
import { shapes } from './shapes.ts';

/** What twice as much of a shape costs. */
export interface Growth {
  readonly title: string;
  readonly bytes: number;
  /** Processor time of an inspection of so many bytes, and of twice as many. */
  readonly onceUs: number;
  readonly twiceUs: number;
  /** The median of what each two measurements, one right after the other, come to. */
  readonly ratio: number;
}

export interface GrowthOptions {
  /** The file with the rules. */
  readonly rules: string;
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Bytes of the smaller request as rules see it: written with escapes, three times as many for twice that are still below the limits. */
const BYTES = 16_384;
/** Processor time of a measurement, in microseconds; it holds one inspection at least. */
const TURN_US = 10_000;
/** No input is worse than linear; the rest is what caches and the collection of garbage make of twice as much. */
export const MOST_GROWTH = 2.3;

/** Inspects each shape in two sizes, in turns. */
export function measureGrowth({ rules, rounds, signal, tell }: GrowthOptions): readonly Growth[] {
  const engine = createEngine(loadRules([{ file: rules }]));
  tell('warm-up');
  for (const { request } of shapes) measure(engine, request(2 * BYTES));
  return shapes.map(({ title, request }) => {
    tell(title);
    const [once, twice] = [request(BYTES), request(2 * BYTES)];
    measure(engine, twice);
    const turns = Array.from({ length: rounds }, () => {
      signal.throwIfAborted();
      return { onceUs: measure(engine, once), twiceUs: measure(engine, twice) };
    });
    return {
      title,
      bytes: BYTES,
      onceUs: median(turns.map(({ onceUs }) => onceUs)),
      twiceUs: median(turns.map(({ twiceUs }) => twiceUs)),
      ratio: median(turns.map(({ onceUs, twiceUs }) => twiceUs / onceUs)),
    };
  });
}

function measure(engine: Engine, request: WafRequest): number {
  const start = process.cpuUsage();
  for (let inspections = 1; ; inspections++) {
    inspect(engine, request);
    const { user, system } = process.cpuUsage(start);
    if (user + system >= TURN_US) return (user + system) / inspections;
  }
}
