import { once } from 'node:events';

import { LEAST_SURPRISE, reportScores } from '@airside/behavior';

import { evaluationJson, evaluationText } from '../behavior/evaluation-report.ts';
import { Judged } from '../behavior/judged.ts';
import { readSamples } from '../behavior/read-samples.ts';
import type { Sample } from '../behavior/sample.ts';
import { inTrainingShare } from '../behavior/split.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, printable, progress } from '../terminal.ts';

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
const MOST_NAMED = 10;

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
    !sample.isAttack && (split === undefined || inTrainingShare(sample, index, split, seed));
  const lines = await each(train, 'learned', 0, (sample, index) => {
    if (isForTraining(sample, index)) judged.learn(sample);
    else if (sample.isAttack) judged.passOver(sample);
  });
  if (judged.learned === 0) {
    throw new CommandError('there is nothing to learn from: no line of the files for training has label 0 or none', {
      hint: 'requests that are known to be honest are needed, some hundreds at least',
    });
  }
  await each(test ?? train, 'judged', test === undefined ? 0 : lines, (sample, index) => {
    if (split !== undefined && isForTraining(sample, index)) return undefined;
    const score = judged.judge(sample);
    return options.scores === true ? write(scoreLine(sample, score)) : undefined;
  });
  if (judged.scores.size === 0) throw new CommandError('there is nothing to judge: the files have no other lines');
  for (const remark of remarksOn(judged)) note(remark);
  if (options.scores === true) return;
  const evaluation = {
    cost: judged.cost(),
    threshold,
    requests: reportScores(judged.scores, threshold),
    sessions: judged.sessions.size === 0 ? undefined : reportScores(judged.sessions.book(), threshold),
  };
  await write(options.json === true ? evaluationJson(evaluation) : evaluationText(evaluation));
}

/** Visits the samples of files with their number; yields how many there were, with the `before` others before them. */
async function each(
  files: readonly string[],
  done: string,
  before: number,
  visit: (sample: Sample, index: number) => Promise<void> | undefined | void,
): Promise<number> {
  let index = 0;
  for await (const sample of readSamples(files, before)) {
    const writing = visit(sample, index++);
    if (writing !== undefined) await writing;
    if (index % PROGRESS_EVERY === 0) progress(`${index} lines ${done}`);
  }
  return before + index;
}

/** What whoever reads the figures has to know of the lines. */
function remarksOn({ scores, unlabelled, passedOver, faults }: Judged): readonly string[] {
  const remarks = [...faults].map(([indicator, fault]) => `the indicator ${indicator} failed and was left out: ${printable(fault)}`);
  if (scores.attacks.size === 0) remarks.push('no line that was judged has label 1: there are no attacks to tell from the rest');
  else if (scores.benign.length === 0) remarks.push('all lines that were judged have label 1: there is nothing to tell attacks from');
  if (unlabelled > 0) remarks.push(`${counted(unlabelled, 'line')} without a label taken for benign`);
  if (passedOver.size > 0) {
    const names = [...passedOver].slice(0, MOST_NAMED).map(printable).join(', ');
    remarks.push(`members that an exchange does not have are passed over: ${names}${passedOver.size > MOST_NAMED ? ', …' : ''}`);
  }
  return remarks;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function scoreLine({ exchange, isAttack, category, session }: Sample, score: number): string {
  const named = session === undefined ? {} : { session };
  return `${JSON.stringify({ id: exchange.id, label: isAttack ? 1 : 0, ...(isAttack && { category }), ...named, score: Number(score.toFixed(4)) })}\n`;
}
