import { EngineScorer, RequestScorer, type Scored, type Scorer, type SessionScore } from '@airside/behavior';

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

/** A scorer at work: takes the time, keeps the scores. Raw requests are scored by themselves, exchanges by the whole engine; the first sample says which. */
export class Judged {
  readonly scored: Scored[] = [];
  readonly sessions: SessionScore[] = [];
  learned = 0;
  #scorer: Scorer | undefined;
  #learnMs = 0;
  #judgeMs = 0;

  learn(sample: Sample): void {
    const scorer = this.#scorerFor(sample);
    const start = performance.now();
    scorer.learn(sample.exchange);
    this.#learnMs += performance.now() - start;
    this.learned++;
  }

  judge(sample: Sample): number {
    const { exchange, isAttack, category, session } = sample;
    const scorer = this.#scorerFor(sample);
    const start = performance.now();
    const score = scorer.score(exchange);
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

  #scorerFor({ isRaw }: Sample): Scorer {
    this.#scorer ??= isRaw ? new RequestScorer() : new EngineScorer();
    return this.#scorer;
  }
}
