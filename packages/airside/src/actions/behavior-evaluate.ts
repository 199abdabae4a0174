import { LEAST_SURPRISE, reportScores, scoreSessions } from '@airside/behavior';

import { evaluationJson, evaluationText } from '../behavior/evaluation-report.ts';
import { Judged } from '../behavior/judged.ts';
import { readSamples } from '../behavior/read-samples.ts';
import type { Sample } from '../behavior/sample.ts';
import { inTrainingShare } from '../behavior/split.ts';
import { CommandError, EXIT } from '../exit.ts';
import { progress } from '../terminal.ts';

export interface EvaluateOptions {
  readonly train: readonly string[];
  readonly test?: readonly string[];
  readonly split?: number;
  readonly seed: number;
  readonly threshold?: number;
  readonly scores?: boolean;
  readonly json?: boolean;
}

const PROGRESS_EVERY = 20_000;

/** Learns from what is benign in some files, judges others, and prints how well attacks are told from the rest. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const { train, test, split, seed, threshold = LEAST_SURPRISE } = options;
  if ((test === undefined) === (split === undefined)) {
    throw new CommandError('one of --test and --split is needed', {
      exitCode: EXIT.usage,
      hint: 'files to judge, or a share to learn from',
    });
  }
  const judged = new Judged();
  const isForTraining = (sample: Sample, index: number): boolean =>
    !sample.isAttack && (split === undefined || inTrainingShare(index, split, seed));
  await each(train, 'learned', (sample, index) => {
    if (isForTraining(sample, index)) judged.learn(sample);
  });
  if (judged.learned === 0) throw new CommandError('there is nothing to learn from: no line of the files for training has label 0 or none');
  await each(test ?? train, 'judged', (sample, index) => {
    if (split !== undefined && isForTraining(sample, index)) return;
    const score = judged.judge(sample);
    if (options.scores === true) process.stdout.write(scoreLine(sample, score));
  });
  if (options.scores === true) return;
  const evaluation = {
    cost: judged.cost(),
    threshold,
    requests: reportScores(judged.scored, threshold),
    sessions: judged.sessions.length === 0 ? undefined : reportScores(scoreSessions(judged.sessions), threshold),
  };
  process.stdout.write(options.json === true ? evaluationJson(evaluation) : evaluationText(evaluation));
}

async function each(files: readonly string[], done: string, visit: (sample: Sample, index: number) => void): Promise<void> {
  let index = 0;
  for await (const sample of readSamples(files)) {
    visit(sample, index++);
    if (index % PROGRESS_EVERY === 0) progress(`${index} lines ${done}`);
  }
}

function scoreLine({ exchange, isAttack, category, session }: Sample, score: number): string {
  const named = session === undefined ? {} : { session };
  return `${JSON.stringify({ id: exchange.id, label: isAttack ? 1 : 0, ...(isAttack && { category }), ...named, score: Number(score.toFixed(4)) })}\n`;
}
