import type { Call } from '../call/call.ts';
import type { Detector, Signal } from '../indicators/indicator.ts';

/** The same detector, whose signals about calls are looked at once more. */
export function reviewed(detector: Detector, review: (call: Call, signal: Signal) => Signal | undefined): Detector {
  const { learn, follow, tick, save, saveCallers, mergeCallers, merge } = detector;
  return {
    judge: (call) => {
      const signal = detector.judge(call);
      return signal === undefined ? undefined : review(call, signal);
    },
    ...(learn && { learn: (call) => learn.call(detector, call) }),
    ...(follow && { follow: (call) => follow.call(detector, call) }),
    ...(tick && { tick: (nowMs) => tick.call(detector, nowMs) }),
    ...(save && { save: () => save.call(detector) }),
    ...(saveCallers && { saveCallers: () => saveCallers.call(detector) }),
    ...(mergeCallers && { mergeCallers: (part) => mergeCallers.call(detector, part) }),
    ...(merge && { merge: (saved) => merge.call(detector, saved) }),
  };
}
