import type { TrainingStatus } from '@airside/behavior';
import type { BehaviorStatus } from '@airside/control';

import type { EngineHost } from './engine-host.ts';

/** What an engine is doing; undefined stands for none, where the layer is off. `trainingMs`: so long an API is in training. */
export async function engineStatus(
  engine: Pick<EngineHost, 'state' | 'training'> | undefined,
  trainingMs: number,
): Promise<Pick<BehaviorStatus, 'state' | 'trainingUntil' | 'observed' | 'dropped'>> {
  if (engine === undefined) return { state: 'off', trainingUntil: null, observed: 0, dropped: 0 };
  const untilMs = trainingUntil(await engine.training(), trainingMs);
  const { observed, dropped, isAway } = engine.state();
  // One that does not answer has said nothing of its training.
  if (isAway) return { state: 'away', trainingUntil: null, observed, dropped };
  const isTraining = untilMs > Date.now();
  return {
    state: isTraining ? 'training' : 'watching',
    trainingUntil: isTraining ? new Date(untilMs).toISOString() : null,
    observed,
    dropped,
  };
}

/** When the last API is through its training, in milliseconds since 1970: one that was never called has not begun it. */
function trainingUntil(training: readonly TrainingStatus[], trainingMs: number): number {
  const since = new Map<string, number>();
  for (const { api, sinceMs } of training) since.set(api, Math.min(sinceMs, since.get(api) ?? sinceMs));
  return since.size === 0 ? Date.now() + trainingMs : Math.max(...since.values()) + trainingMs;
}
