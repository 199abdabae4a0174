import { subjectKey } from '@airside/domain';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Detector, Indicator } from '../indicators/indicator.ts';
import { Calibration } from './calibration.ts';
import type { Learning } from './learning.ts';
import type { Sighting } from './sighting.ts';
import type { Voice } from './voice.ts';

interface Member {
  readonly indicator: Indicator;
  readonly detector: Detector;
  readonly calibration: Calibration;
}

const savedPart = z.strictObject({ counted: z.unknown().optional(), callers: z.unknown().optional() });

const savedLearned = z.strictObject({ calibration: z.unknown(), learned: z.unknown().optional() });

type SavedCallersPart = z.infer<typeof savedPart>;
type SavedLearned = z.infer<typeof savedLearned>;

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

  /** Somebody was told of: what indicators said of it is not what comes about when nothing is wrong. */
  retract(sightings: Iterable<Sighting>, nowMs: number): void {
    for (const { indicator, subject } of sightings) {
      this.#members.find((member) => member.indicator === indicator)?.calibration.retract(subjectKey(subject), nowMs);
    }
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
        for (const signal of detector.tick?.(nowMs) ?? []) if (signal.surprise > 0) voices.push({ indicator, calibration, signal });
      } catch (error) {
        this.#onError(error, indicator.id);
      }
    }
    return voices;
  }

  /** What each has learned of all callers together, one by one. */
  *save(): Generator<readonly [indicator: string, learned: SavedLearned]> {
    for (const { indicator, detector, calibration } of this.#members) {
      yield [indicator.id, { calibration: calibration.save(), ...(detector.save !== undefined && { learned: detector.save() }) }];
    }
  }

  /** What each knows of single callers, part by part. */
  *saveCallers(): Generator<readonly [indicator: string, part: SavedCallersPart]> {
    for (const { indicator, detector, calibration } of this.#members) {
      yield [indicator.id, { counted: calibration.saveSubjects() }];
      for (const callers of detector.saveCallers?.() ?? []) yield [indicator.id, { callers }];
    }
  }

  /** False where there is no such indicator any more. */
  mergeCallers(id: string, part: unknown): boolean {
    const member = this.#members.find(({ indicator }) => indicator.id === id);
    if (member === undefined) return false;
    const { counted, callers } = savedPart.parse(part);
    if (counted !== undefined) member.calibration.mergeSubjects(counted);
    if (callers !== undefined) member.detector.mergeCallers?.(callers);
    return true;
  }

  /** The indicator of that name. */
  indicator(id: string): Indicator | undefined {
    return this.#members.find(({ indicator }) => indicator.id === id)?.indicator;
  }

  /** Calls judged since that was last told to the calibrations. */
  get uncounted(): number {
    return this.#judged;
  }

  addUncounted(calls: number): void {
    this.#judged += calls;
  }

  /** False where there is no such indicator any more. */
  merge(id: string, saved: unknown): boolean {
    const member = this.#members.find(({ indicator }) => indicator.id === id);
    if (member === undefined) return false;
    const { calibration, learned } = savedLearned.parse(saved);
    member.calibration.merge(calibration);
    if (learned !== undefined) member.detector.merge?.(learned);
    return true;
  }

  #count(nowMs: number): void {
    this.#judged++;
    if (this.#judged < CALIBRATED_EVERY) return;
    for (const { calibration } of this.#members) calibration.judged(this.#judged, nowMs);
    this.#judged = 0;
  }
}
