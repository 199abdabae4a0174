import { median } from '../harness/statistics.ts';
import { inProcess } from './in-process.ts';
import type { LearningRun } from './learning-driver.ts';
import type { Measurement } from './measurement.ts';

const GOAL_PER_SECOND = 50_000;
const US_IN_SECOND = 1e6;

export const learning: Measurement = {
  name: 'learning',
  about:
    'exchanges judged and learned a second of processor time, garbage collection included; honest traffic with bodies, after the training',
  run({ quick }, print, progress) {
    const settings = quick ? [1500, 5000, 10_000] : [10_000, 110_000, 100_000];
    const runs = Array.from({ length: quick ? 1 : 3 }, (_, index) => {
      progress(`run ${index + 1}`);
      return inProcess('learning-driver.ts', settings) as LearningRun;
    });
    const { parts } = inProcess('learning-driver.ts', [...settings, 'parts']) as LearningRun;
    const of = (member: (run: LearningRun) => number): number => median(runs.map(member));
    const perSecond = US_IN_SECOND / of(({ microsecondsOfExchange }) => microsecondsOfExchange);
    const best = US_IN_SECOND / of(({ microsecondsAtBest }) => microsecondsAtBest);
    const bytes = of(({ bytesOfExchange }) => bytesOfExchange);
    const tickMs = of(({ millisecondsOfTick }) => millisecondsOfTick);
    print(
      `  ${perSecond.toFixed(0)} exchanges/s (${(US_IN_SECOND / perSecond).toFixed(1)} µs each, of ${(bytes / 1000).toFixed(1)} kB as JSON); ` +
        `runs: ${runs.map(({ microsecondsOfExchange }) => (US_IN_SECOND / microsecondsOfExchange).toFixed(0)).join(', ')}; the quickest tenth: ${best.toFixed(0)}/s`,
    );
    print(
      `  a tick, once a second: ${tickMs.toFixed(2)} ms; here for ${of(({ exchangesOfTick }) => exchangesOfTick).toFixed(0)} exchanges, and counted with them`,
    );
    const shares = Object.entries(parts ?? {}).map(([part, share]) => `${part} ${(100 * share).toFixed(0)} %`);
    print(`  ${shares.join(', ')} (bodies are read while a call is judged)`);
    return {
      goals: [
        { goal: `${GOAL_PER_SECOND} exchanges a second on one core`, measured: perSecond.toFixed(0), met: perSecond >= GOAL_PER_SECOND },
      ],
      data: { perSecond, runs, parts },
    };
  },
};
