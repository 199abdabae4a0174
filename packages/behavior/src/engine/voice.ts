import { subjectKey } from '@airside/domain';

import type { Indicator, Signal } from '../indicators/indicator.ts';
import type { Calibration } from './calibration.ts';

/** A signal and the one that gave it. */
export interface Voice {
  readonly indicator: Indicator;
  readonly calibration: Calibration;
  readonly signal: Signal;
}

/** How far a voice can be believed; what is certain is always enough. `isReleased`: the API has a new version. */
export function believedOf(
  { indicator, calibration, signal: { surprise, certain } }: Voice,
  threshold: number,
  isReleased: boolean,
): number {
  if (certain === true) return Math.max(surprise, threshold);
  const effective = calibration.effective(surprise);
  // What a release brings is as rare as it is said to be, and no rarer: that nothing was said before is no wonder.
  const isOfRelease = indicator.isOfAnswers === true || (isReleased && indicator.kin === 'novelty');
  return isOfRelease ? Math.min(effective, surprise) : effective;
}

/** Counts a voice; of those that made somebody suspicious few. */
export function calibrate({ calibration, signal: { subject, surprise } }: Voice, isUnsuspicious: boolean, nowMs: number): void {
  const key = subjectKey(subject);
  if (isUnsuspicious) calibration.observe(surprise, key, nowMs);
  else calibration.observeTold(surprise, key, nowMs);
}
