import type { Scored, Scorer, SessionScore } from '@airside/behavior';
import type { Exchange } from '@airside/domain';

import type { Sample } from './sample.ts';

/** What an evaluation costs. */
export interface EvaluationCost {
  readonly learned: number;
  readonly judged: number;
  /** Microseconds of one exchange, judged and learned; of one judged only. Reading files is not counted. */
  readonly learnUs: number;
  readonly judgeUs: number;
  /** Of the whole process, at most. */
  readonly memoryMegabytes: number;
}

/** A scorer at work: takes the time, keeps the scores. */
export class Judged {
  readonly scored: Scored[] = [];
  readonly sessions: SessionScore[] = [];
  learned = 0;
  readonly #scorer: Scorer;
  #learnMs = 0;
  #judgeMs = 0;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
  }

  learn(exchange: Exchange): void {
    const start = performance.now();
    this.#scorer.learn(exchange);
    this.#learnMs += performance.now() - start;
    this.learned++;
  }

  judge({ exchange, isAttack, category, session }: Sample): number {
    const start = performance.now();
    const score = this.#scorer.score(exchange);
    this.#judgeMs += performance.now() - start;
    this.scored.push({ score, isAttack, category });
    if (session !== undefined) this.sessions.push({ session, score, isAttack, category });
    return score;
  }

  cost(): EvaluationCost {
    const { learned } = this;
    const judged = this.scored.length;
    return {
      learned,
      judged,
      learnUs: (this.#learnMs * 1000) / Math.max(1, learned),
      judgeUs: (this.#judgeMs * 1000) / Math.max(1, judged),
      memoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }
}
