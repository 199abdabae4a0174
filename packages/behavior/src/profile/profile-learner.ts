import { z } from 'zod';

import { type LimitAdvice, LimitAdvisor } from '../advice/limit-advisor.ts';
import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { earlier } from '../model/earlier.ts';
import type { OperationView } from './operation-extent.ts';
import { type ProfileBounds, ProfileGeneration } from './profile-generation.ts';
import { ValueReading } from './value-reading.ts';

const MOST_PARAMETERS = 50_000;
const DAY_MS = 86_400_000;

const saved = z.strictObject({
  sinceMs: z.number().nonnegative(),
  of: z.enum(['current', 'previous', 'limits']),
  part: z.unknown(),
});

/** What was learned of an operation that can be enforced on requests. */
export interface LearnedOperation extends OperationView {
  /** Id of the API; the host where no API was known. */
  readonly api: string;
  /** `METHOD /template`. */
  readonly operation: string;
  readonly limits: readonly LimitAdvice[];
}

/**
 * Learns how far requests go that succeed and that nobody is suspicious of, to be read, and enforced, by people. It keeps bounds and no samples. Of what is
 * older than two half-lives nothing is left: a stretch of one half-life is kept whole beside the one that runs.
 */
export class ProfileLearner {
  readonly #learning: Learning;
  readonly #book: Book;
  readonly #bounds: ProfileBounds;
  readonly #reading = new ValueReading();
  readonly #limits: LimitAdvisor;
  #sinceMs = 0;
  #current: ProfileGeneration;
  #previous: ProfileGeneration;

  constructor(learning: Learning) {
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#bounds = { operations: learning.options.mostOperations, parameters: MOST_PARAMETERS };
    this.#limits = new LimitAdvisor(learning);
    this.#current = new ProfileGeneration(this.#bounds);
    this.#previous = new ProfileGeneration(this.#bounds);
  }

  /** Takes a call that nobody found suspicious. */
  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    this.#forget(call.timeMs);
    this.#current.learn(call, this.#book.facts(call).caller, this.#reading);
    this.#limits.observe(call);
  }

  tick(nowMs: number): void {
    this.#limits.tick(nowMs);
  }

  /** All operations of which anything is known, in no order. */
  learned(): readonly LearnedOperation[] {
    const whole = new ProfileGeneration(this.#bounds);
    for (const part of this.#current.save()) whole.merge(part);
    for (const part of this.#previous.save()) whole.merge(part);
    const limits = Map.groupBy(this.#limits.advice(), ({ api, operation }) => `${api} ${operation}`);
    return [...whole.views()].map((view) => ({ ...view, limits: limits.get(`${view.api} ${view.operation}`) ?? [] }));
  }

  /** In parts, each of which `merge` takes. */
  *save(): Generator<z.infer<typeof saved>> {
    const sinceMs = this.#sinceMs;
    for (const part of this.#current.save()) yield { sinceMs, of: 'current', part };
    for (const part of this.#previous.save()) yield { sinceMs, of: 'previous', part };
    for (const part of this.#limits.save()) yield { sinceMs, of: 'limits', part };
  }

  /** Adds one part of what was saved; throws where that is none. */
  merge(value: unknown): void {
    const { sinceMs, of, part } = saved.parse(value);
    if (of === 'current') this.#current.merge(part);
    else if (of === 'previous') this.#previous.merge(part);
    else this.#limits.merge(part);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
  }

  #forget(nowMs: number): void {
    if (this.#sinceMs === 0) this.#sinceMs = nowMs;
    if (nowMs - this.#sinceMs < this.#learning.options.halfLifeDays * DAY_MS) return;
    this.#sinceMs = nowMs;
    this.#previous = this.#current;
    this.#current = new ProfileGeneration(this.#bounds);
  }
}
