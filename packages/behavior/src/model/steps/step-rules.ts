import { z } from 'zod';

import { savedName } from '../../saved/saved-name.ts';
import { ClockMap, LOOK_AT_LENGTH } from '../clock-map.ts';

/** So many operations are looked for before another one. */
const MOST_BEFORE = 24;
/** So many cases are needed before something is a rule, and of these no more than such a share, or so few, may be without the step. */
const ENOUGH = 12;
const MOST_WITHOUT = 0.01;
const FEW = 3;
/** What was not there among the first cases is not there nearly always. */
const FIRST = 3;
/** After so many, one of so many is learned from. */
const WELL_KNOWN = 1000;
const ONE_OF = 8;
/** What callers that are not known leave out counts so often a day only, unless it is left out on so many days of a week: an attack does not make itself usual. */
const MOST_EXCEPTIONS = 2;
const CONFIRMED_DAYS = 3;
const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** An operation is called at all, again, and with an object. */
const CASES_OF_OPERATION = 3;
const NOTHING: readonly number[] = [];
const saved = z
  .array(
    z.strictObject({
      operation: z.int(),
      sinceMs: z.number(),
      calls: z.number().nonnegative(),
      seen: z.number().nonnegative().optional(),
      name: savedName.optional(),
      exceptions: z.strictObject({ day: z.int(), days: z.int().nonnegative(), today: z.int().nonnegative() }).optional(),
      before: z.array(z.tuple([z.int(), savedName, z.number().nonnegative()])).max(MOST_BEFORE),
    }),
  )
  .max(1_000_000);

interface Before {
  readonly name: string;
  calls: number;
}

interface Step {
  readonly sinceMs: number;
  calls: number;
  seen: number;
  readonly before: Map<number, Before>;
  /** How often a step was left out on the last day on which one was, and on how many days in succession, with less than a week between. */
  exceptions: { day: number; days: number; today: number };
  /** Those of `before` that are nearly always there. */
  needed: readonly number[];
}

/** A step that was not there. */
export interface Skipped {
  readonly name: string;
  /** How often it was there, of all cases. */
  readonly share: number;
  /** Cases without it. */
  readonly without: number;
  readonly observations: number;
  readonly sinceMs: number;
}

/** Which operations are nearly always called before another one. Cases are named by a number, such as the hash of the operation. */
export class StepRules {
  readonly #steps: ClockMap<Step>;
  readonly #names: ClockMap<string>;

  /** `most`: of so many operations. */
  constructor(most: number) {
    this.#steps = new ClockMap(CASES_OF_OPERATION * most, ({ calls }) => calls >= ENOUGH, { mostLooks: LOOK_AT_LENGTH });
    this.#names = new ClockMap(most, () => false);
  }

  /** What an operation is called, for those who read of it. */
  name(operation: number, name: string): void {
    if (this.#names.get(operation) === undefined) this.#names.set(operation, name);
  }

  /** Whether there is anything that is nearly always called before. */
  isRule(key: number): boolean {
    return (this.#steps.get(key)?.needed.length ?? 0) > 0;
  }

  /**
   * Of the operations that are nearly always called before, the one that is missing and hardly ever is; undefined where all were called. Only those count that are called
   * before `first`, too: before the next order comes the end of the last one, which is no step of it.
   */
  skipped(key: number, first: number, wasCalled: (operation: number) => boolean): Skipped | undefined {
    const step = this.#steps.get(key);
    const steps = this.#steps.get(first)?.needed;
    if (step === undefined || steps === undefined) return undefined;
    let most: Skipped | undefined;
    for (const operation of step.needed) {
      if (wasCalled(operation) || !steps.includes(operation)) continue;
      const { name, calls } = step.before.get(operation) ?? NEVER;
      const without = step.calls - calls;
      if (most !== undefined && without >= most.without) continue;
      most = { name, without, share: calls / step.calls, observations: step.calls, sinceMs: step.sinceMs };
    }
    return most;
  }

  /** Takes a case, of a caller that is known or not; of the operations that may have been called before, some are `candidates`. */
  learn(key: number, candidates: readonly number[], wasCalled: (operation: number) => boolean, isKnown: boolean, timeMs: number): void {
    const step = this.#stepOf(key, timeMs);
    if (!step.needed.every(wasCalled) && !isAdmitted(step, timeMs) && !isKnown) return;
    step.seen++;
    if (step.seen > WELL_KNOWN && step.seen % ONE_OF !== 0) return;
    step.calls++;
    for (const [operation, known] of step.before) if (wasCalled(operation)) known.calls++;
    if (step.calls <= FIRST) {
      for (const operation of candidates) {
        if (step.before.size >= MOST_BEFORE) break;
        if (!step.before.has(operation) && wasCalled(operation))
          step.before.set(operation, { name: this.#names.peek(operation) ?? '', calls: 1 });
      }
    }
    if (step.calls >= ENOUGH) step.needed = neededOf(step);
  }

  save(): unknown {
    return [...this.#steps.entries()].map(([operation, { sinceMs, calls, seen, exceptions, before }]) => ({
      operation,
      sinceMs,
      calls,
      seen,
      exceptions,
      name: this.#names.peek(operation),
      before: [...before].map(([key, { name, calls: times }]) => [key, name, times]),
    }));
  }

  merge(value: unknown): void {
    for (const { operation, sinceMs, calls, seen = calls, exceptions, name, before } of saved.parse(value)) {
      const step = this.#stepOf(operation, sinceMs);
      step.calls += calls;
      step.seen += seen;
      if (exceptions !== undefined && exceptions.day > step.exceptions.day) step.exceptions = exceptions;
      if (name !== undefined) this.name(operation, name);
      for (const [key, nameBefore, times] of before) {
        const known = step.before.get(key);
        if (known !== undefined) known.calls += times;
        else if (step.before.size < MOST_BEFORE) step.before.set(key, { name: nameBefore, calls: times });
      }
      step.needed = neededOf(step);
    }
  }

  #stepOf(key: number, sinceMs: number): Step {
    const known = this.#steps.get(key);
    if (known !== undefined) return known;
    const step: Step = { sinceMs, calls: 0, seen: 0, before: new Map(), exceptions: { day: 0, days: 0, today: 0 }, needed: NOTHING };
    this.#steps.set(key, step);
    return step;
  }
}

function isAdmitted({ exceptions }: Step, timeMs: number): boolean {
  const day = Math.floor(timeMs / DAY_MS);
  if (day > exceptions.day) {
    exceptions.days = day - exceptions.day > WEEK_DAYS ? 1 : exceptions.days + 1;
    exceptions.day = day;
    exceptions.today = 0;
  }
  exceptions.today++;
  return exceptions.today <= MOST_EXCEPTIONS || exceptions.days >= CONFIRMED_DAYS;
}

function neededOf({ calls, before }: Step): readonly number[] {
  if (calls < ENOUGH) return NOTHING;
  let needed: number[] | undefined;
  for (const [key, { calls: times }] of before) {
    if (calls - times > Math.max(FEW, MOST_WITHOUT * calls)) continue;
    needed ??= [];
    needed.push(key);
  }
  return needed ?? NOTHING;
}

const NEVER: Before = { name: '', calls: 0 };
