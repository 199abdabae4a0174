import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';

/** Width of a step of surprise. */
const STEP = 0.5;
const STEPS = 24;
/** A surprise of less is too common to tell anything of rare ones. */
const FIRST_STEP = 2;
/** From so many on, how often a step came is known well enough. */
const ENOUGH = 3;
/** What is added to what was seen. */
const PRIOR = 2;
/** What is beyond experience is believed to be by so much less probable as it is more surprising. */
const SLOPE = 0.75;
/** Indicators speak from about here on: one that never did is thought to begin with it. */
const USUAL = 3;
/** Nothing is thought to be more than so much rarer than it says. */
const MOST_ADDED = 1.25;
/** So many calls are taken to have been judged, without a word, before the first one. */
const CALLS_BEFORE = 30_000;
const HALF_LIFE_MS = 14 * 24 * 60 * 60 * 1000;
/** What is forgotten is reckoned up no more often than this. */
const FADE_EVERY_MS = HALF_LIFE_MS / 50;
/** Whoever surprises again counts again after so long, and each time for less: one that surprises day after day tells of itself. */
const AGAIN_MS = 24 * 60 * 60 * 1000;
/** After so long without a surprise it counts as at first. */
const FORGOTTEN_MS = HALF_LIFE_MS;
const MOST_DAYS = 1000;
/** So many of those who are told of count a day. */
const MOST_TOLD = 3;
const MOST_SUBJECTS = 5000;

const savedSchema = z.strictObject({
  judged: z.number().nonnegative(),
  steps: z.array(z.number().nonnegative()).length(STEPS),
  fadedAtMs: z.number().nonnegative().optional(),
  told: z.tuple([z.int().nonnegative(), z.number()]).optional(),
});
const savedSubjects = z
  .array(
    z.tuple([savedName, z.number(), z.int().min(0).max(STEPS), z.int().min(1).max(MOST_DAYS).optional(), z.int().min(0).max(1).optional()]),
  )
  .max(MOST_SUBJECTS);

/**
 * How far the surprises of an indicator can be believed: what it is worth is how seldom calls are judged to be so surprising. Within experience that is counted; beyond, it follows
 * from what the indicator says, at a discount. So one that cries wolf counts for little, and one that never spoke in a million calls, such as those of windows, which are
 * fewer than calls, for more than it says. Each subject counts once a day, with what surprised most, on the second day for a half, on the third for a third.
 * Of those that made somebody suspicious few are counted, so that an attack does not hide itself, and an indicator that cries day after day is believed less
 * all the same.
 */
export class Calibration {
  #judged = 0;
  #steps = new Float64Array(STEPS);
  #fadedAtMs: number | undefined;
  #told = 0;
  #toldSinceMs = Number.NEGATIVE_INFINITY;
  /** The step that each subject has counted for, since when, on how many days before and with that, and whether it was told of. */
  readonly #counted = new LRUCache<string, { sinceMs: number; step: number; days: number; isTold: boolean }>({ max: MOST_SUBJECTS });

  /** So many calls were judged since this was last told. */
  judged(calls: number, nowMs: number): void {
    this.#fade(nowMs);
    this.#judged += calls;
  }

  /** A surprise that was told of. */
  observeTold(surprise: number, subject: string, nowMs: number): void {
    if (nowMs - this.#toldSinceMs >= AGAIN_MS) {
      this.#toldSinceMs = nowMs;
      this.#told = 0;
    }
    if (this.#told >= MOST_TOLD) return;
    if (this.observe(surprise, subject, nowMs, true)) this.#told++;
  }

  /** Of a subject it turned out that something is wrong: what was counted of it within a day is counted as what was told of, of which few are. */
  retract(subject: string, nowMs: number): void {
    const counted = this.#counted.peek(subject);
    if (counted === undefined || counted.isTold || nowMs - counted.sinceMs >= AGAIN_MS) return;
    for (let step = 0; step <= counted.step; step++) this.#steps[step] = Math.max(0, (this.#steps[step] ?? 0) - 1 / counted.days);
    this.#counted.delete(subject);
    this.observeTold(counted.step * STEP, subject, nowMs);
  }

  /** A surprise that did not make anybody suspicious. False where it was counted already. */
  observe(surprise: number, subject: string, nowMs: number, isTold = false): boolean {
    const last = Math.min(STEPS - 1, Math.floor(surprise / STEP));
    const counted = this.#counted.get(subject);
    const isAgain = counted !== undefined && nowMs - counted.sinceMs < AGAIN_MS;
    if (isAgain && counted.step >= last) return false;
    const isRemembered = counted !== undefined && nowMs - counted.sinceMs < FORGOTTEN_MS;
    const days = isAgain ? counted.days : isRemembered ? Math.min(MOST_DAYS, counted.days + 1) : 1;
    for (let step = isAgain ? counted.step + 1 : 0; step <= last; step++) this.#steps[step] = (this.#steps[step] ?? 0) + 1 / days;
    this.#counted.set(subject, {
      sinceMs: isAgain ? counted.sinceMs : nowMs,
      step: last,
      days,
      isTold: isTold || (isAgain && counted.isTold),
    });
    return true;
  }

  /** What a surprise is worth: never less than a smaller one, as whatever surprises more also surprises as much. */
  effective(surprise: number): number {
    let worth = Math.min(surprise + MOST_ADDED, this.#rarity(USUAL / STEP) + SLOPE * (surprise - USUAL));
    for (let step = FIRST_STEP; step < STEPS; step++) {
      if ((this.#steps[step] ?? 0) < ENOUGH) break;
      worth = Math.min(worth, this.#rarity(step) + SLOPE * Math.max(0, surprise - step * STEP));
    }
    return Math.max(0, worth);
  }

  save(): unknown {
    const told = Number.isFinite(this.#toldSinceMs) ? [this.#told, this.#toldSinceMs] : undefined;
    return { judged: this.#judged, steps: [...this.#steps], fadedAtMs: this.#fadedAtMs, told };
  }

  merge(saved: unknown): void {
    const { judged, steps, fadedAtMs, told } = savedSchema.parse(saved);
    this.#fadedAtMs ??= fadedAtMs;
    this.#judged += judged;
    for (const [step, count] of steps.entries()) this.#steps[step] = (this.#steps[step] ?? 0) + count;
    if (told !== undefined && told[1] > this.#toldSinceMs) [this.#told, this.#toldSinceMs] = told;
  }

  /** Who has counted, and with what. */
  saveSubjects(): z.infer<typeof savedSubjects> {
    return [...this.#counted].reverse().map(([subject, { sinceMs, step, days, isTold }]) => [subject, sinceMs, step, days, isTold ? 1 : 0]);
  }

  mergeSubjects(saved: unknown): void {
    for (const [subject, sinceMs, step, days = 1, isTold = 0] of savedSubjects.parse(saved)) {
      const known = this.#counted.peek(subject);
      if (known === undefined || known.sinceMs < sinceMs) this.#counted.set(subject, { sinceMs, step, days, isTold: isTold === 1 });
    }
  }

  /** −log10 of how often calls were so surprising. */
  #rarity(step: number): number {
    return Math.log10((this.#judged + CALLS_BEFORE) / ((this.#steps[step] ?? 0) + PRIOR));
  }

  #fade(nowMs: number): void {
    this.#fadedAtMs ??= nowMs;
    const elapsedMs = nowMs - this.#fadedAtMs;
    if (elapsedMs < FADE_EVERY_MS) return;
    const factor = 0.5 ** (elapsedMs / HALF_LIFE_MS);
    this.#judged *= factor;
    for (let step = 0; step < STEPS; step++) this.#steps[step] = (this.#steps[step] ?? 0) * factor;
    this.#fadedAtMs = nowMs;
  }
}
