import type { Exchange } from '@airside/domain';

import { createCallReader } from '../call/create-call-reader.ts';
import { DEFAULT_OPTIONS } from '../engine/learning.ts';
import { RequestModel } from '../model/request/request-model.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { EVALUATION_KEY, type Scorer } from './scorer.ts';

/** Scores single requests, without a memory for callers; what is scored is not learned. */
export class RequestScorer implements Scorer {
  readonly #reader = createCallReader();
  readonly #learning = { isTraining: true, hash: createKeyedHash(EVALUATION_KEY), options: DEFAULT_OPTIONS };
  readonly #model = new RequestModel(this.#learning);

  learn(exchange: Exchange): number {
    const call = this.#reader.read(exchange);
    const { surprise } = this.#model.judge(call);
    this.#model.learn(call);
    return surprise;
  }

  score(exchange: Exchange): number {
    return this.#model.judge(this.#reader.look(exchange)).surprise;
  }

  /** Learns from an exchange of which nobody says that it is benign, as far as an engine would. */
  follow(exchange: Exchange): void {
    this.#learning.isTraining = false;
    this.learn(exchange);
  }
}
