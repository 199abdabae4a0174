import { median } from '../harness/statistics.ts';
import { inProcess } from './in-process.ts';
import type { LearningRun } from './learning-driver.ts';
import type { Measurement } from './measurement.ts';

const GOAL_PER_SECOND = 50_000;

export const learning: Measurement = {
  name: 'learning',
  about: 'exchanges judged and learned a second of processor time, garbage collection included; honest traffic with bodies',
  run({ quick }, print) {
    const runs = Array.from(
      { length: quick ? 1 : 3 },
      () => inProcess('learning-driver.ts', quick ? [5000, 10_000] : [50_000, 100_000]) as LearningRun,
    );
    const perSecond = 1e6 / median(runs.map(({ microsecondsOfExchange }) => microsecondsOfExchange));
    const bytes = median(runs.map(({ bytesOfExchange }) => bytesOfExchange));
    print(
      `  ${perSecond.toFixed(0)} exchanges/s (${(1e6 / perSecond).toFixed(1)} µs each, of ${(bytes / 1000).toFixed(1)} kB as JSON); runs: ${runs.map((run) => (1e6 / run.microsecondsOfExchange).toFixed(0)).join(', ')}`,
    );
    return {
      goals: [
        { goal: `${GOAL_PER_SECOND} exchanges a second on one core`, measured: perSecond.toFixed(0), met: perSecond >= GOAL_PER_SECOND },
      ],
      data: { perSecond, runs },
    };
  },
};
