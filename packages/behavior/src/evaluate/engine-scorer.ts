import type { Exchange } from '@airside/domain';

import { createCallReader } from '../call/create-call-reader.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { BehaviorEngine } from '../engine/engine.ts';
import { DEFAULT_OPTIONS } from '../engine/learning.ts';
import { INDICATORS } from '../indicators/index.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { CalibratedScorer } from './calibrated-scorer.ts';
import { RequestScorer } from './request-scorer.ts';
import { EVALUATION_KEY, type Scorer } from './scorer.ts';

/** With fewer callers, what one caller did says nothing of who it was. */
const FEWEST_CALLERS = 3;
const MOST_CALLERS = 1000;
/** With more steps back in time, the order of lines is not that of the calls. */
const MOST_BACK = 0.05;

/**
 * Scores exchanges as the engine would see them, one after the other: by what the request is like, of which what is scored is not learned, and by what the
 * whole engine says of the call with its memory for callers, in which it goes on learning from those that make nobody suspicious. What is learned from first is
 * its training, however long it took. Where that has next to no callers, no time or no order, the
 * engine is not asked.
 */
export class EngineScorer implements Scorer {
  readonly faults = new Map<string, string>();
  readonly #options = { ...DEFAULT_OPTIONS, trainingMs: Number.POSITIVE_INFINITY };
  readonly #engine: BehaviorEngine = createEngine({
    learning: { isTraining: false, hash: createKeyedHash(EVALUATION_KEY), options: this.#options },
    reader: createCallReader(),
    indicators: INDICATORS,
    onError: (error, indicator) => this.faults.set(indicator, String(error)),
  });
  readonly #requests = new CalibratedScorer(new RequestScorer());
  readonly #callers = new Set<string>();
  readonly #time = { first: Number.NaN, last: Number.NaN, steps: 0, back: 0 };

  learn(exchange: Exchange): number {
    const { call, surprise } = this.#engine.assess(exchange);
    if (this.#callers.size < MOST_CALLERS) this.#callers.add(call.caller);
    this.#look(call.timeMs);
    return Math.max(surprise, this.#requests.learn(exchange));
  }

  score(exchange: Exchange): number {
    this.#options.trainingMs = 0;
    const request = this.#requests.score(exchange);
    return this.#isStory() ? Math.max(this.#engine.assess(exchange).surprise, request) : request;
  }

  #look(timeMs: number): void {
    const { last } = this.#time;
    if (Number.isNaN(last)) this.#time.first = timeMs;
    this.#time.steps++;
    if (timeMs < last) this.#time.back++;
    this.#time.last = Math.max(timeMs, Number.isNaN(last) ? timeMs : last);
  }

  /** Whether what was learned from tells who did what after what. */
  #isStory(): boolean {
    const { first, last, steps, back } = this.#time;
    return this.#callers.size >= FEWEST_CALLERS && last > first && back <= MOST_BACK * steps;
  }
}
