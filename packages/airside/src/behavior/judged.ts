import { CalibratedScorer, EngineScorer, RequestScorer, ScoreBook, type Scorer, Sessions } from '@airside/behavior';

import { LearnedRequests } from './learned-requests.ts';
import type { Sample } from './sample.ts';

/** What an evaluation costs. */
export interface EvaluationCost {
  readonly learned: number;
  readonly judged: number;
  /** Microseconds of processor time for one exchange, judged and learned; for one judged only. Reading files is not counted. */
  readonly learnUs: number;
  readonly judgeUs: number;
  /** Of the whole process, at most. */
  readonly memoryMegabytes: number;
}

const MOST_NAMES = 100;

/** A scorer at work: takes the time, keeps the scores and nothing else. Requests of which nothing else is known are scored by themselves, exchanges by the whole engine; the first
 * sample says which. */
export class Judged {
  readonly scores = new ScoreBook();
  readonly sessions = new Sessions();
  learned = 0;
  /** Lines that were judged and have no label: taken for benign. */
  unlabelled = 0;
  /** Benign requests by themselves that were judged, and how many of them had been learned from as they are. */
  readonly alone = { judged: 0, learned: 0 };
  /** Names of members of exchanges that mean nothing. */
  readonly passedOver = new Set<string>();
  readonly #requests = new LearnedRequests();
  #scorer: Scorer | undefined;
  #learnUs = 0;
  #judgeUs = 0;

  learn(sample: Sample): void {
    const scorer = this.#scorerFor(sample);
    const start = processorUs();
    const score = scorer.learn(sample.exchange);
    if (sample.session !== undefined) this.sessions.learn({ ...sample, session: sample.session }, score);
    this.#learnUs += processorUs() - start;
    this.learned++;
    if (sample.isAlone) this.#requests.add(sample.exchange);
  }

  /** A line for training that is an attack: its session is none to learn from. */
  passOver(sample: Sample): void {
    if (sample.session !== undefined) this.sessions.learn({ ...sample, session: sample.session }, 0);
  }

  judge(sample: Sample): number {
    const { exchange, isAttack, category, session } = sample;
    const scorer = this.#scorerFor(sample);
    if (this.scores.size === 0) this.#learnUs += usOf(() => scorer.prepare?.());
    const start = processorUs();
    const alone = scorer.score(exchange);
    const score = session === undefined ? alone : this.sessions.judge({ ...sample, session }, alone);
    this.#judgeUs += processorUs() - start;
    this.scores.add(score, isAttack, category);
    if (!sample.isLabelled) this.unlabelled++;
    if (sample.isAlone && !isAttack) {
      this.alone.judged++;
      if (this.#requests.has(exchange)) this.alone.learned++;
    }
    return score;
  }

  /** Indicators that failed, with what they said last. */
  get faults(): ReadonlyMap<string, string> {
    return this.#scorer?.faults ?? new Map<string, string>();
  }

  cost(): EvaluationCost {
    const { learned } = this;
    const judged = this.scores.size;
    return {
      learned,
      judged,
      learnUs: this.#learnUs / Math.max(1, learned),
      judgeUs: this.#judgeUs / Math.max(1, judged),
      memoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  }

  #scorerFor({ isAlone, passedOver }: Sample): Scorer {
    for (const name of passedOver) if (this.passedOver.size < MOST_NAMES) this.passedOver.add(name);
    this.#scorer ??= isAlone ? new CalibratedScorer(() => new RequestScorer()) : new EngineScorer();
    return this.#scorer;
  }
}

function usOf(work: () => void): number {
  const start = processorUs();
  work();
  return processorUs() - start;
}

/** Of this thread, so that what else the machine does is not counted. */
function processorUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
