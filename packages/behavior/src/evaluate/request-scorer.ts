import type { Exchange } from '@airside/domain';

import type { CallReader } from '../call/call-reader.ts';
import { createCallReader } from '../call/create-call-reader.ts';
import { DEFAULT_OPTIONS } from '../engine/learning.ts';
import { RequestModel } from '../model/request/request-model.ts';
import { createKeyedHash } from '../sketch/index.ts';

/** Nobody attacks an evaluation: the same traffic is to give the same scores. */
const KEY = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);

/** Learns from exchanges and says how surprising others are. */
export interface Scorer {
  learn(exchange: Exchange): void;
  /** −log10 of the probability of something at least so unusual. */
  score(exchange: Exchange): number;
}

/** Scores single requests, without a memory for callers. The same traffic gives the same scores. */
export class RequestScorer implements Scorer {
  readonly #reader: CallReader = createCallReader();
  readonly model = new RequestModel({ hash: createKeyedHash(KEY), options: DEFAULT_OPTIONS });

  learn(exchange: Exchange): void {
    const call = this.#reader.read(exchange);
    this.model.judge(call);
    this.model.learn(call);
  }

  score(exchange: Exchange): number {
    return this.model.judge(this.#reader.read(exchange)).surprise;
  }
}
