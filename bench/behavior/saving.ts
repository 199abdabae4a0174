import { type BehaviorEngine, packStateInParts } from '@airside/behavior';

export interface Saving {
  readonly bytes: number;
  readonly milliseconds: number;
  /** The longest time in which the thread that saves could do nothing else. */
  readonly longestMs: number;
}

/** Saves as `airside up` does, in parts, between which the thread is free; whether it is tells a callback that asks to be called again at once. */
export async function saveOf(engine: BehaviorEngine): Promise<Saving> {
  const startMs = performance.now();
  let [bytes, longestMs, calledMs, isDone] = [0, 0, startMs, false];
  const call = (): void => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - calledMs);
    calledMs = nowMs;
    if (!isDone) setImmediate(call);
  };
  setImmediate(call);
  for await (const part of packStateInParts(engine.sections())) bytes += part.length;
  isDone = true;
  call();
  return { bytes, milliseconds: performance.now() - startMs, longestMs };
}
