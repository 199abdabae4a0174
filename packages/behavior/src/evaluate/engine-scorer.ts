import type { Exchange } from '@airside/domain';

import { createCallReader } from '../call/create-call-reader.ts';
import { timeOf } from '../call/time.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { BehaviorEngine } from '../engine/engine.ts';
import { DEFAULT_OPTIONS } from '../engine/learning.ts';
import { INDICATORS } from '../indicators/index.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { CalibratedScorer } from './calibrated-scorer.ts';
import { FloatList } from './float-list.ts';
import { RequestScorer } from './request-scorer.ts';
import { EVALUATION_KEY, type Scorer } from './scorer.ts';
import { SurpriseCurve } from './surprise-curve.ts';

/** With fewer callers, what one caller did says nothing of who it was. */
const FEWEST_CALLERS = 3;
const MOST_CALLERS = 1000;
/** With more steps back in time, the order of lines is not that of the calls. */
const MOST_BACK = 0.05;
/** What is at least so surprising is not learned from. */
const LEAST_DOUBTED = 3;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Of what was said while learning, the share at the end tells what is usual: before that, next to nothing was known. */
const SETTLED = 1 / 4;
/** From this surprise on, it counts as well what the request is like by now. */
const LEAST_FOLLOWED = 1;

/**
 * Scores exchanges as the engine would see them, one after the other: by what the request is like, and by what the whole engine says of the call with its memory for callers. What is
 * learned from first is its training, however long it took. The engine goes on learning from what makes nobody suspicious, and so does a second judgement of the request, which is asked
 * where the first one finds it unusual: what many begin to do becomes usual, and what attacks have in common with each other does not become more usual than the rest. Surprises are set
 * right by those of benign exchanges before they were learned from. Where training has next to no callers, no time or no order, the engine is not asked, and nothing of
 * what is scored is learned.
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
  readonly #requests = new CalibratedScorer(() => new RequestScorer());
  readonly #following = new RequestScorer();
  readonly #learned = new FloatList();
  readonly #learning = new SurpriseCurve(true);
  readonly #callers = new Set<string>();
  readonly #time = { first: Number.NaN, last: Number.NaN, steps: 0, back: 0 };
  #curve: SurpriseCurve | undefined;
  #shiftMs: number | undefined;

  learn(exchange: Exchange): number {
    const { call, surprise } = this.#engine.assess(exchange);
    if (this.#callers.size < MOST_CALLERS) this.#callers.add(call.caller);
    this.#look(call.timeMs);
    this.#following.learn(exchange);
    const together = Math.max(surprise, this.#requests.learn(exchange));
    const worth = this.#learning.worth(together);
    this.#learning.add(together);
    this.#learned.push(together);
    return worth;
  }

  prepare(): void {
    this.#requests.prepare();
  }

  score(exchange: Exchange): number {
    this.#options.trainingMs = 0;
    const said = this.#requests.said(exchange);
    const request = this.#requests.worth(said);
    if (!this.#isStory()) return request;
    const { surprise } = this.#engine.assess(this.#afterwards(exchange));
    const followed =
      Math.max(said, request) < LEAST_FOLLOWED ? request : Math.min(request, this.#requests.worth(this.#following.score(exchange)));
    if (surprise < LEAST_DOUBTED) this.#following.follow(exchange);
    this.#curve ??= this.#settled();
    return this.#curve.worth(Math.max(surprise, followed));
  }

  #settled(): SurpriseCurve {
    const curve = new SurpriseCurve(false);
    for (const surprise of this.#learned.last(Math.ceil(SETTLED * this.#learned.length))) curve.add(surprise);
    return curve;
  }

  /** Where what is scored is from the same days as what was learned, it is moved on by whole weeks: the engine remembers what came before. */
  #afterwards(exchange: Exchange): Exchange {
    const timeMs = timeOf(exchange.time);
    this.#shiftMs ??= WEEK_MS * Math.max(0, Math.ceil((this.#time.last - timeMs) / WEEK_MS));
    return this.#shiftMs === 0 ? exchange : { ...exchange, time: new Date(timeMs + this.#shiftMs).toISOString() };
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
