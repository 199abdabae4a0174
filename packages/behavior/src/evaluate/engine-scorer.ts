import type { Exchange } from '@airside/domain';

import { createCallReader } from '../call/create-call-reader.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { BehaviorEngine } from '../engine/engine.ts';
import { DEFAULT_OPTIONS, type Learning } from '../engine/learning.ts';
import { INDICATORS } from '../indicators/index.ts';
import { requestModelOf } from '../model/request/define-request-indicator.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { EVALUATION_KEY, type Scorer } from './scorer.ts';

/**
 * Scores exchanges by the whole engine as it would see them, one after the other: it goes on learning from those that make nobody suspicious. The engine
 * counts only what is unlikely enough to matter; below that, the request by itself says which of two is the more unusual.
 */
export class EngineScorer implements Scorer {
  readonly #learning: Learning = { isTraining: false, hash: createKeyedHash(EVALUATION_KEY), options: DEFAULT_OPTIONS };
  readonly #engine: BehaviorEngine = createEngine({
    learning: this.#learning,
    reader: createCallReader(),
    indicators: INDICATORS,
    onError: (error) => {
      throw error;
    },
  });

  learn(exchange: Exchange): number {
    return this.score(exchange);
  }

  score(exchange: Exchange): number {
    const { call, surprise } = this.#engine.assess(exchange);
    return Math.max(surprise, requestModelOf(this.#learning).judge(call).surprise);
  }
}
