import type { BehaviorEngine } from '@airside/behavior';
import type { Exchange } from '@airside/domain';
import { simulate } from '@airside/example-traffic';

import { newEngine } from './engine.ts';
import type { Measurement } from './measurement.ts';

const BATCH = 100;
const MINUTES_OF_DAY = 1440;

export const state: Measurement = {
  name: 'state',
  about: 'what is lost when an engine is saved and restored, and when two nodes with half of the callers each are merged',
  run({ quick }, print) {
    const [days, users] = quick ? [2, 60] : [4, 600];
    const exchanges = Array.from(simulate({ days, users, seed: 11, quietDays: days, campaigns: [] }), ({ exchange }) => exchange);
    const whole = learned(exchanges);
    const savedAt = performance.now();
    const bytes = whole.save();
    const restoredAt = performance.now();
    const restored = newEngine();
    restored.merge(bytes);
    const doneAt = performance.now();
    const halves = [0, 1].map((half) => learned(exchanges.filter(({ client }) => client.address.length % 2 === half)));
    const merged = newEngine();
    for (const half of halves) merged.merge(half.save());
    const perMinute = exchanges.length / (days * MINUTES_OF_DAY);
    const lost = (engine: BehaviorEngine): number => (observations(whole) - observations(engine)) / perMinute;
    const both = halves.map(observations).reduce((sum, count) => sum + count, 0);
    const lostByMerge = (both - observations(merged)) / perMinute;
    print(
      `  ${exchanges.length} exchanges: ${(bytes.length / 1e6).toFixed(2)} MB, saved in ${(restoredAt - savedAt).toFixed(0)} ms, restored in ${(doneAt - restoredAt).toFixed(0)} ms`,
    );
    print(`  lost by saving and restoring: ${lost(restored).toFixed(2)} min; by merging two nodes: ${lostByMerge.toFixed(2)} min`);
    return {
      goals: [
        { goal: 'at most a minute of learning lost by a restart', measured: `${lost(restored).toFixed(2)} min`, met: lost(restored) <= 1 },
        { goal: 'at most a minute of learning lost by a merge', measured: `${lostByMerge.toFixed(2)} min`, met: lostByMerge <= 1 },
      ],
      data: { exchanges: exchanges.length, bytes: bytes.length, lostMinutes: lost(restored), lostByMergeMinutes: lostByMerge },
    };
  },
};

function learned(exchanges: readonly Exchange[]): BehaviorEngine {
  const engine = newEngine();
  for (let index = 0; index < exchanges.length; index += BATCH) engine.observe(exchanges.slice(index, index + BATCH));
  return engine;
}

/** What is known of all operations together. */
function observations(engine: BehaviorEngine): number {
  return engine.training().reduce((sum, operation) => sum + operation.observations, 0);
}
