import { table } from '../harness/table.ts';
import { inProcess } from './in-process.ts';
import type { Measurement } from './measurement.ts';
import type { MemoryRun } from './memory-driver.ts';

const MEGABYTE = 1e6;
/** What is bounded may still fill up a little. */
const MOST_GROWTH = 1.25;

export const memory: Measurement = {
  name: 'memory',
  about: 'heap of an engine for 1,000 operations, for 100,000 callers, and when an attacker makes up both',
  run({ quick }, print) {
    const scale = quick ? 0.02 : 1;
    const measured = (kind: string, many: number): { readonly kind: string; readonly many: number; readonly run: MemoryRun } => ({
      kind,
      many: many * scale,
      run: inProcess('memory-driver.ts', [kind, many * scale]) as MemoryRun,
    });
    const runs = [measured('operations', 1000), measured('callers', 100_000), measured('both', 500_000)];
    print(
      table([
        ['', 'how many', 'exchanges', 'MB half-way', 'MB', '÷ half-way'],
        ...runs.map(({ kind, many, run }) => [
          kind,
          `${many}`,
          `${run.exchanges}`,
          (run.halfBytes / MEGABYTE).toFixed(1),
          (run.bytes / MEGABYTE).toFixed(1),
          (run.bytes / run.halfBytes).toFixed(2),
        ]),
      ]),
    );
    const attack = runs[2]?.run;
    const growth = attack === undefined ? Infinity : attack.bytes / attack.halfBytes;
    return {
      goals: [
        {
          goal: `bounded: twice as many made-up callers and operations hold at most ${MOST_GROWTH} times as much`,
          measured: growth.toFixed(2),
          met: growth <= MOST_GROWTH,
        },
      ],
      data: runs,
    };
  },
};
