import { LRUCache } from 'lru-cache';
import { z } from 'zod';

/** Width of a step of surprise. */
const STEP = 0.5;
const STEPS = 24;
/** A surprise of less is too common to tell anything of rare ones. */
const FIRST_STEP = 2;
/** From so many on, how often a step came is known well enough. */
const ENOUGH = 10;
/** What is added to what was seen, where that is little. */
const PRIOR = 5;
const [LEAST_OFFSET, MOST_OFFSET] = [-1.5, 6];
/** Before so many calls were judged, nothing is thought to be rarer than it says. */
const EXPERIENCED = 10_000;
const HALF_LIFE_MS = 14 * 24 * 60 * 60 * 1000;
/** What is forgotten is reckoned up no more often than this. */
const FADE_EVERY_MS = HALF_LIFE_MS / 50;
/** Whoever surprises again counts again after so long. */
const AGAIN_MS = 24 * 60 * 60 * 1000;
/** So many of those who are told of count a day. */
const MOST_TOLD = 3;
const MOST_SUBJECTS = 5000;

const LONGEST_SUBJECT = 400;
const savedSchema = z.strictObject({
  judged: z.number().nonnegative(),
  steps: z.array(z.number().nonnegative()).length(STEPS),
  fadedAtMs: z.number().nonnegative().optional(),
  offset: z.number().min(LEAST_OFFSET).max(MOST_OFFSET).optional(),
  told: z.tuple([z.int().nonnegative(), z.number()]).optional(),
});
const savedSubjects = z.array(z.tuple([z.string().max(LONGEST_SUBJECT), z.number(), z.int().min(0).max(STEPS)])).max(MOST_SUBJECTS);

/**
 * How far the surprises of an indicator can be believed: one of s should come once in 10^s judged calls. One that comes more often counts for less, one
 * that comes more seldom, such as those of windows, which are fewer than calls, for more. Each subject counts once a day, with what surprised most.
 * Of those that made somebody suspicious few are counted, so that an attack does not hide itself, and an indicator that cries day after day is believed less
 * all the same.
 */
export class Calibration {
  #judged = 0;
  #steps = new Float64Array(STEPS);
  #fadedAtMs: number | undefined;
  #offset = 0;
  #told = 0;
  #toldSinceMs = Number.NEGATIVE_INFINITY;
  /** The step that each subject has counted for, and since when. */
  readonly #counted = new LRUCache<string, { sinceMs: number; step: number }>({ max: MOST_SUBJECTS });

  /** So many calls were judged since this was last told. */
  judged(calls: number, nowMs: number): void {
    this.#fade(nowMs);
    this.#judged += calls;
    this.#offset = this.#currentOffset();
  }

  /** A surprise that was told of. */
  observeTold(surprise: number, subject: string, nowMs: number): void {
    if (nowMs - this.#toldSinceMs >= AGAIN_MS) {
      this.#toldSinceMs = nowMs;
      this.#told = 0;
    }
    if (this.#told >= MOST_TOLD) return;
    if (this.observe(surprise, subject, nowMs)) this.#told++;
  }

  /** A surprise that did not make anybody suspicious. False where it was counted already. */
  observe(surprise: number, subject: string, nowMs: number): boolean {
    const last = Math.min(STEPS - 1, Math.floor(surprise / STEP));
    const counted = this.#counted.get(subject);
    const isAgain = counted !== undefined && nowMs - counted.sinceMs < AGAIN_MS;
    if (isAgain && counted.step >= last) return false;
    for (let step = isAgain ? counted.step + 1 : 0; step <= last; step++) this.#steps[step] = (this.#steps[step] ?? 0) + 1;
    this.#counted.set(subject, { sinceMs: isAgain ? counted.sinceMs : nowMs, step: last });
    return true;
  }

  /** What a surprise is worth. */
  effective(surprise: number): number {
    return Math.max(0, surprise - this.#offset);
  }

  save(): unknown {
    const told = Number.isFinite(this.#toldSinceMs) ? [this.#told, this.#toldSinceMs] : undefined;
    return { judged: this.#judged, steps: [...this.#steps], fadedAtMs: this.#fadedAtMs, offset: this.#offset, told };
  }

  merge(saved: unknown): void {
    const { judged, steps, fadedAtMs, offset, told } = savedSchema.parse(saved);
    const isEmpty = this.#fadedAtMs === undefined && this.#judged === 0 && this.#steps.every((count) => count === 0);
    this.#fadedAtMs ??= fadedAtMs;
    this.#judged += judged;
    for (const [step, count] of steps.entries()) this.#steps[step] = (this.#steps[step] ?? 0) + count;
    // The offset moves when calls are counted, not when something is saved.
    this.#offset = isEmpty && offset !== undefined ? offset : this.#currentOffset();
    if (told !== undefined && told[1] > this.#toldSinceMs) [this.#told, this.#toldSinceMs] = told;
  }

  /** Who has counted, and with what. */
  saveSubjects(): z.infer<typeof savedSubjects> {
    return [...this.#counted].reverse().map(([subject, { sinceMs, step }]) => [subject.slice(0, LONGEST_SUBJECT), sinceMs, step]);
  }

  mergeSubjects(saved: unknown): void {
    for (const [subject, sinceMs, step] of savedSubjects.parse(saved)) {
      const known = this.#counted.peek(subject);
      if (known === undefined || known.sinceMs < sinceMs) this.#counted.set(subject, { sinceMs, step });
    }
  }

  /** Log10 of how much more often surprises come than they should, at the step where that is worst. */
  #currentOffset(): number {
    let offset = Math.max(LEAST_OFFSET, Math.min(0, Math.log10(EXPERIENCED / Math.max(1, this.#judged))));
    for (let step = FIRST_STEP; step < STEPS; step++) {
      const count = this.#steps[step] ?? 0;
      const isKnown = count >= ENOUGH;
      offset = Math.max(offset, Math.log10((isKnown ? count : count + PRIOR) / Math.max(this.#judged, count + PRIOR)) + step * STEP);
      if (!isKnown) break;
    }
    return Math.min(offset, MOST_OFFSET);
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
