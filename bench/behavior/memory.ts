import { table } from '../harness/table.ts';
import type { AttackRun } from './attack-driver.ts';
import { inProcess } from './in-process.ts';
import type { Goal, Measurement } from './measurement.ts';
import type { MemoryRun } from './memory-driver.ts';

const MEGABYTE = 1e6;
/** What is bounded may still fill up a little. */
const MOST_GROWTH = 1.1;
const MADE_UP = 1_000_000;
const MOST_BLOCKED_MS = 1000;

export const memory: Measurement = {
  name: 'memory',
  about:
    'what an engine holds for 1,000 operations, for 100,000 callers, and while an attacker makes up callers, paths, parameters and objects',
  run({ quick }, print) {
    const scale = quick ? 0.01 : 1;
    const measured = (kind: string, many: number) => ({
      kind,
      many: many * scale,
      run: inProcess('memory-driver.ts', [kind, many * scale]) as MemoryRun,
    });
    const runs = [measured('operations', 1000), measured('callers', 100_000)];
    print(
      table([
        ['', 'how many', 'exchanges', 'MB half-way', 'MB', 'kB each', 'saved, MB', 'in s', 'at most at once, ms'],
        ...runs.map(({ kind, many, run }) => [
          kind,
          `${many}`,
          `${run.exchanges}`,
          megabytes(run.halfBytes),
          megabytes(run.bytes),
          (run.bytes / many / 1000).toFixed(1),
          megabytes(run.saving.bytes),
          (run.saving.milliseconds / 1000).toFixed(1),
          run.saving.longestMs.toFixed(0),
        ]),
      ]),
    );
    const attack = inProcess('attack-driver.ts', [MADE_UP * scale, quick ? 20 : 200]) as AttackRun;
    print(
      `  attack: ${MADE_UP * scale} exchanges, each with a caller, address, network, client, parameter and object of its own, a tenth with a path of its own; ` +
        `MB before: ${megabytes(attack.before)}, after each quarter: ${attack.quarters.map(megabytes).join(', ')}`,
    );
    print(
      `  known callers whose stolen credential is told: ${attack.recognizedBefore} of ${attack.known} before, ${attack.recognized} after`,
    );
    return { goals: [...goalsOf(attack), blocking(runs.map(({ run }) => run))], data: { runs, attack } };
  },
};

function goalsOf({ quarters, known, recognized, recognizedBefore }: AttackRun): readonly Goal[] {
  const growth = (quarters.at(-1) ?? Infinity) / (quarters[1] ?? 0);
  return [
    {
      goal: `bounded: twice as much that is made up holds at most ${MOST_GROWTH} times as much`,
      measured: growth.toFixed(2),
      met: growth <= MOST_GROWTH,
    },
    {
      goal: 'nobody who is known is pushed out by callers that are made up',
      measured: `${recognizedBefore} of ${known} recognised before, ${recognized} after`,
      met: recognizedBefore > 0 && recognized >= recognizedBefore,
    },
  ];
}

function blocking(runs: readonly MemoryRun[]): Goal {
  const longestMs = Math.max(...runs.map(({ saving }) => saving.longestMs));
  return {
    goal: `saving keeps an engine away for at most ${MOST_BLOCKED_MS / 1000} s`,
    measured: `${longestMs.toFixed(0)} ms`,
    met: longestMs < MOST_BLOCKED_MS,
  };
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
