import type { BehaviorEngine } from '@airside/behavior';
import { type Exchange, subjectKey } from '@airside/domain';
import { DAY_MS, EPOCH_MS, simulate } from '@airside/example-traffic';

import { newEngine } from './engine.ts';
import type { Measurement } from './measurement.ts';

const BATCH = 100;
const MINUTES_OF_DAY = 1440;
const CAMPAIGNS = ['credential-stuffing', 'id-enumeration', 'query-manipulation'];

export const state: Measurement = {
  name: 'state',
  about: 'what is lost when an engine is saved and restored, and when two nodes with half of the callers each are merged',
  run({ quick }, print) {
    const [days, users] = quick ? [2, 60] : [4, 600];
    const all = Array.from(
      simulate({ days: days + 1, users, seed: 11, quietDays: days, campaigns: CAMPAIGNS }),
      ({ exchange }) => exchange,
    );
    const until = new Date(EPOCH_MS + days * DAY_MS).toISOString();
    const exchanges = all.filter(({ time }) => time < until);
    const after = all.filter(({ time }) => time >= until);
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
    const lostByRestart = (observations(whole) - observations(restored)) / perMinute;
    const both = halves.reduce((sum, half) => sum + observations(half), 0);
    const lostByMerge = (both - observations(merged)) / perMinute;
    print(
      `  ${exchanges.length} exchanges: ${(bytes.length / 1e6).toFixed(2)} MB, saved in ${(restoredAt - savedAt).toFixed(0)} ms, restored in ${(doneAt - restoredAt).toFixed(0)} ms`,
    );
    const foundByWhole = foundIn(whole, after);
    const foundByRestored = foundIn(restored, after);
    const same = [...foundByWhole].filter((one) => foundByRestored.has(one)).length;
    print(
      `  on the next day: ${foundByWhole.size} detections without the restart, ${foundByRestored.size} with it, ${same} of them the same`,
    );
    print(`  lost by saving and restoring: ${lostByRestart.toFixed(2)} min; by merging two nodes: ${lostByMerge.toFixed(2)} min`);
    return {
      goals: [
        {
          goal: 'at least 95 % of the detections of the next day are the same after a restart',
          measured: `${same} of ${foundByWhole.size}`,
          met: same >= 0.95 * foundByWhole.size,
        },
        { goal: 'at most a minute of learning lost by a restart', measured: `${lostByRestart.toFixed(2)} min`, met: lostByRestart <= 1 },
        { goal: 'at most a minute of learning lost by a merge', measured: `${lostByMerge.toFixed(2)} min`, met: lostByMerge <= 1 },
      ],
      data: {
        exchanges: exchanges.length,
        bytes: bytes.length,
        lostByRestartMinutes: lostByRestart,
        same,
        of: foundByWhole.size,
        lostByMergeMinutes: lostByMerge,
      },
    };
  },
};

function learned(exchanges: readonly Exchange[]): BehaviorEngine {
  const engine = newEngine();
  for (let index = 0; index < exchanges.length; index += BATCH) engine.observe(exchanges.slice(index, index + BATCH));
  return engine;
}

/** What an engine says of more traffic: indicators and whom they are about. */
function foundIn(engine: BehaviorEngine, exchanges: readonly Exchange[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let index = 0; index < exchanges.length; index += BATCH)
    for (const { indicator, subject } of engine.observe(exchanges.slice(index, index + BATCH)).detections)
      found.add(`${indicator} ${subjectKey(subject)}`);
  return found;
}

/** What is known of all operations together. */
function observations(engine: BehaviorEngine): number {
  return engine.training().reduce((sum, operation) => sum + operation.observations, 0);
}
