import type { Call } from '../call/call.ts';
import type { Detector, Indicator, Signal } from '../indicators/indicator.ts';
import { Calibration } from './calibration.ts';
import type { Learning } from './learning.ts';

interface Member {
  readonly indicator: Indicator;
  readonly detector: Detector;
  readonly calibration: Calibration;
}

/** A signal and the one that gave it. */
export interface Voice {
  readonly indicator: Indicator;
  readonly calibration: Calibration;
  readonly signal: Signal;
}

const NONE: readonly Voice[] = [];
const CALIBRATED_EVERY = 1000;

/** All indicators at work. One that fails says nothing of that call; the others go on. */
export class Panel {
  readonly #members: readonly Member[];
  readonly #learners: readonly Member[];
  readonly #followers: readonly Member[];
  readonly #onError: (error: unknown, indicator: string) => void;
  #judged = 0;

  constructor(indicators: readonly Indicator[], learning: Learning, onError: (error: unknown, indicator: string) => void) {
    this.#members = indicators.map((indicator) => ({ indicator, detector: indicator.create(learning), calibration: new Calibration() }));
    this.#learners = this.#members.filter(({ detector }) => detector.learn !== undefined);
    this.#followers = this.#members.filter(({ detector }) => detector.follow !== undefined);
    this.#onError = onError;
  }

  judge(call: Call): readonly Voice[] {
    let voices: Voice[] | undefined;
    for (const { indicator, detector, calibration } of this.#members) {
      try {
        const signal = detector.judge(call);
        if (signal === undefined || !(signal.surprise > 0)) continue;
        voices ??= [];
        voices.push({ indicator, calibration, signal });
      } catch (error) {
        this.#onError(error, indicator.id);
      }
    }
    this.#count(call.timeMs);
    return voices ?? NONE;
  }

  /** Goes on to the next call. What is wrong with this one is not learned. */
  pass(call: Call, isLearned: boolean): void {
    if (isLearned) {
      for (const { indicator, detector } of this.#learners) {
        try {
          detector.learn?.(call);
        } catch (error) {
          this.#onError(error, indicator.id);
        }
      }
    }
    for (const { indicator, detector } of this.#followers) {
      try {
        detector.follow?.(call);
      } catch (error) {
        this.#onError(error, indicator.id);
      }
    }
  }

  tick(nowMs: number): readonly Voice[] {
    const voices: Voice[] = [];
    for (const { indicator, detector, calibration } of this.#members) {
      try {
        for (const signal of detector.tick?.(nowMs) ?? []) voices.push({ indicator, calibration, signal });
      } catch (error) {
        this.#onError(error, indicator.id);
      }
    }
    return voices;
  }

  save(): Record<string, { readonly calibration: unknown; readonly learned?: unknown }> {
    return Object.fromEntries(
      this.#members.map(({ indicator, detector, calibration }) => [
        indicator.id,
        { calibration: calibration.save(), ...(detector.save !== undefined && { learned: detector.save() }) },
      ]),
    );
  }

  /** Takes what was saved for indicators that are there still. */
  merge(saved: Readonly<Record<string, { readonly calibration: unknown; readonly learned?: unknown }>>): void {
    for (const { indicator, detector, calibration } of this.#members) {
      const own = saved[indicator.id];
      if (own === undefined) continue;
      calibration.merge(own.calibration);
      if (own.learned !== undefined) detector.merge?.(own.learned);
    }
  }

  #count(nowMs: number): void {
    this.#judged++;
    if (this.#judged < CALIBRATED_EVERY) return;
    for (const { calibration } of this.#members) calibration.judged(this.#judged, nowMs);
    this.#judged = 0;
  }
}
