import type { Exchange } from '@airside/domain';

import type { Scorer } from './scorer.ts';
import { SurpriseCurve } from './surprise-curve.ts';

/**
 * Says how surprising something is by what another scorer said of benign exchanges before it learned from them: what one of a hundred reached has a surprise of
 * 2. The order of scores stays what it was.
 */
export class CalibratedScorer implements Scorer {
  readonly #scorer: Scorer;
  readonly #curve = new SurpriseCurve(true);

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
  }

  learn(exchange: Exchange): number {
    const surprise = this.#scorer.learn(exchange);
    const worth = this.#curve.worth(surprise);
    this.#curve.add(surprise);
    return worth;
  }

  score(exchange: Exchange): number {
    return this.#curve.worth(this.#scorer.score(exchange));
  }
}
