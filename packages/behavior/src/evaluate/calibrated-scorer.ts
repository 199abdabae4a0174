import type { Exchange } from '@airside/domain';

import type { Scorer } from './scorer.ts';
import { SurpriseCurve } from './surprise-curve.ts';

/** So many exchanges, of so many characters in all, are kept to be judged once more. */
const MOST_KEPT = 1000;
const MOST_CHARACTERS = 16 * 1024 * 1024;
const FOLDS = 10;
const OF_AN_EXCHANGE = 1000;

/**
 * Says how surprising something is by what another scorer said of benign exchanges that it had not learned from: what one of a hundred reached has a surprise of
 * 2. The order of scores stays what it was. Of many, that is what it said of each before it learned from it; few are judged once more when all are there, each tenth of them by a
 * scorer that learned from the other nine, so that all of them count.
 */
export class CalibratedScorer implements Scorer {
  readonly #make: () => Scorer;
  readonly #scorer: Scorer;
  #curve = new SurpriseCurve(true);
  #kept: Exchange[] = [];
  #characters = 0;
  #isKept = true;

  constructor(make: () => Scorer) {
    this.#make = make;
    this.#scorer = make();
  }

  learn(exchange: Exchange): number {
    const surprise = this.#scorer.learn(exchange);
    const worth = this.#curve.worth(surprise);
    this.#curve.add(surprise);
    if (this.#isKept) this.#keep(exchange);
    return worth;
  }

  prepare(): void {
    if (this.#isKept) this.#judgeOnceMore();
  }

  score(exchange: Exchange): number {
    return this.worth(this.said(exchange));
  }

  /** What the scorer itself says. */
  said(exchange: Exchange): number {
    return this.#scorer.score(exchange);
  }

  /** What a surprise is worth that the scorer, or another of its kind, said of something that it had not learned from. */
  worth(surprise: number): number {
    this.prepare();
    return this.#curve.worth(surprise);
  }

  #keep(exchange: Exchange): void {
    this.#kept.push(exchange);
    this.#characters += OF_AN_EXCHANGE + (exchange.request?.body?.length ?? 0) + (exchange.response?.body?.length ?? 0);
    if (this.#kept.length > MOST_KEPT || this.#characters > MOST_CHARACTERS) this.#drop();
  }

  #drop(): void {
    this.#isKept = false;
    this.#kept = [];
  }

  /** Parts of what was learned that lie together are judged together: what comes after each other is often alike, and what is judged later is none of it. */
  #judgeOnceMore(): void {
    const kept = this.#kept;
    this.#drop();
    const folds = Math.min(FOLDS, kept.length);
    if (folds < 2) return;
    const curve = new SurpriseCurve(false, true);
    for (let fold = 0; fold < folds; fold++) {
      const [from, to] = [fold, fold + 1].map((part) => Math.floor((part * kept.length) / folds)) as [number, number];
      const scorer = this.#make();
      for (const [index, exchange] of kept.entries()) if (index < from || index >= to) scorer.learn(exchange);
      for (const exchange of kept.slice(from, to)) curve.add(scorer.score(exchange));
    }
    this.#curve = curve;
  }
}
