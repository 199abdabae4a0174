import { STEEPEST_OVER_HABIT } from '../habit.ts';

/** A window is looked at again when it has grown by so much at most, and at once where what is missing is less than that. */
const AGAIN = 1.02;
const NEAR = 0.5;

/** By how much a window has to grow before it is looked at again, as it is by so much too little surprising. Over the own past it cannot become more surprising by more than is computed. */
export function growthUntil(missing: number, isOverOwnPast: boolean): number {
  if (isOverOwnPast) return Math.min(AGAIN, 10 ** (missing / STEEPEST_OVER_HABIT));
  return missing < NEAR ? 1 : AGAIN;
}
