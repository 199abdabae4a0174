import { type BehaviorEngine, packStateInParts } from '@airside/behavior';

export interface Saving {
  readonly bytes: number;
  /** Processor time of the thread that saves, in all and at most without a pause in which it could do something else. */
  readonly milliseconds: number;
  readonly longestMs: number;
}

/** Saves as `airside up` does, in parts, between which the thread is free: that is when a callback is called that asks for it again and again. */
export async function saveOf(engine: BehaviorEngine): Promise<Saving> {
  const startMs = threadMs();
  let [bytes, longestMs, calledMs, isDone] = [0, 0, startMs, false];
  const call = (): void => {
    const nowMs = threadMs();
    longestMs = Math.max(longestMs, nowMs - calledMs);
    calledMs = nowMs;
    if (!isDone) setTimeout(call);
  };
  setTimeout(call);
  for await (const part of packStateInParts(engine.sections())) bytes += part.length;
  isDone = true;
  call();
  return { bytes, milliseconds: threadMs() - startMs, longestMs };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
