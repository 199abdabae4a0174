import { z } from 'zod';

import { commonLength, numbersColumn, wordsColumn } from '../../saved/column.ts';
import { combined } from '../../sketch/index.ts';
import { ClockMap } from '../clock-map.ts';

const MEMORY_MS = 3 * 86_400_000;
const MOST = 20_000;
const saved = z.strictObject({ keys: wordsColumn, times: wordsColumn, lastMs: numbersColumn });

interface Skip {
  times: number;
  lastMs: number;
}

/** How often callers lately skipped the steps of a case. */
export class Skips {
  readonly #skips = new ClockMap<Skip>(MOST);

  times(caller: number, key: number, timeMs: number): number {
    const skip = this.#skips.get(combined(caller, key));
    return skip === undefined || timeMs - skip.lastMs > MEMORY_MS ? 0 : skip.times;
  }

  /** It was skipped once more, or done as it should be, which makes up for one time. */
  note(caller: number, key: number, wasSkipped: boolean, timeMs: number): void {
    const times = this.times(caller, key, timeMs) + (wasSkipped ? 1 : -1);
    if (times >= 0) this.#skips.set(combined(caller, key), { times, lastMs: timeMs });
  }

  save(): z.infer<typeof saved> {
    const skips = [...this.#skips.entries()];
    return {
      keys: Uint32Array.from(skips, ([key]) => key),
      times: Uint32Array.from(skips, ([, { times }]) => times),
      lastMs: Float64Array.from(skips, ([, { lastMs }]) => lastMs),
    };
  }

  /** Of what both know, times are added. */
  merge(value: unknown): void {
    const { keys, times, lastMs } = saved.parse(value);
    commonLength({ keys, times, lastMs });
    for (const [index, key] of keys.entries()) {
      const known = this.#skips.get(key);
      this.#skips.set(key, {
        times: (known?.times ?? 0) + (times[index] ?? 0),
        lastMs: Math.max(known?.lastMs ?? 0, lastMs[index] ?? 0),
      });
    }
  }
}
