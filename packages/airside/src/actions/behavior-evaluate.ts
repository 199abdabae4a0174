import { once } from 'node:events';

import { LEAST_SURPRISE, reportScores } from '@airside/behavior';

import { evaluationJson, evaluationText } from '../behavior/evaluation-report.ts';
import { Judged } from '../behavior/judged.ts';
import { refuseReadingTwice } from '../behavior/read-once.ts';
import { readSamples } from '../behavior/read-samples.ts';
import type { Sample } from '../behavior/sample.ts';
import { inTrainingShare } from '../behavior/split.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, printable, progress } from '../terminal.ts';
import { Skipped } from '../traffic/skipped.ts';

export interface EvaluateOptions {
  readonly train: readonly string[];
  readonly test?: readonly string[];
  readonly split?: number;
  readonly seed: number;
  readonly threshold?: number;
  readonly scores?: boolean;
  readonly skipBroken?: boolean;
  readonly json?: boolean;
}

const PROGRESS_EVERY_MS = 2000;
const MOST_NAMED = 10;
/** Of benign lines that were judged; more than so many that are the same as those learned from make figures better than they are. */
const MANY_ALIKE = 0.2;

/** Learns from what is benign in some files, judges others, and prints how well attacks are told from the rest. */
export async function evaluate(options: EvaluateOptions): Promise<void> {
  const { train, test, split, seed, threshold = LEAST_SURPRISE } = options;
  if ((test === undefined) === (split === undefined)) {
    throw new CommandError('one of --test and --split is needed', {
      exitCode: EXIT.usage,
      hint: 'files to judge, or a share to learn from',
    });
  }
  refuseReadingTwice([...train, ...(test ?? [])], test === undefined);
  const judged = new Judged();
  const isForTraining = (sample: Sample, index: number): boolean =>
    !sample.isAttack && (split === undefined || inTrainingShare(sample, index, split, seed));
  const broken = options.skipBroken === true ? new Skipped() : undefined;
  const lines = await each(readSamples(train, 0, broken), 'learned', (sample, index) => {
    if (isForTraining(sample, index)) judged.learn(sample);
    else if (sample.isAttack) judged.passOver(sample);
  });
  if (judged.learned === 0) {
    throw new CommandError('there is nothing to learn from: no line of the files for training has label 0 or none', {
      hint: 'requests that are known to be honest are needed, some hundreds at least',
    });
  }
  const toJudge = readSamples(
    test ?? train,
    test === undefined ? 0 : lines,
    test === undefined && broken !== undefined ? new Skipped() : broken,
  );
  await each(toJudge, 'judged', (sample, index) => {
    if (split !== undefined && isForTraining(sample, index)) return undefined;
    const score = judged.judge(sample);
    return options.scores === true ? write(scoreLine(sample, score)) : undefined;
  });
  broken?.report();
  if (judged.scores.size === 0) throw new CommandError('there is nothing to judge: the files have no other lines');
  for (const remark of remarksOn(judged, threshold)) note(remark);
  if (options.scores === true) return;
  const evaluation = {
    cost: judged.cost(),
    threshold,
    requests: reportScores(judged.scores, threshold),
    sessions: judged.sessions.size === 0 ? undefined : reportScores(judged.sessions.book(), threshold),
  };
  await write(options.json === true ? evaluationJson(evaluation) : evaluationText(evaluation));
}

/** Visits samples with their number; yields how many there were. */
async function each(
  samples: AsyncIterable<Sample>,
  done: string,
  visit: (sample: Sample, index: number) => Promise<void> | undefined | void,
): Promise<number> {
  let index = 0;
  let nextMs = performance.now() + PROGRESS_EVERY_MS;
  for await (const sample of samples) {
    const writing = visit(sample, index++);
    if (writing !== undefined) await writing;
    if (performance.now() < nextMs) continue;
    progress(`${index} lines ${done}`);
    nextMs = performance.now() + PROGRESS_EVERY_MS;
  }
  return index;
}

/** What whoever reads the figures has to know of the lines. */
function remarksOn(judged: Judged, threshold: number): readonly string[] {
  const { scores, sessions, unlabelled, passedOver, faults, learned, alone } = judged;
  const remarks = [...faults].map(([indicator, fault]) => `the indicator ${indicator} failed and was left out: ${printable(fault)}`);
  if (learned < neededFor(threshold)) remarks.push(tooFew(learned, 'benign line', threshold));
  if (sessions.size > 0 && sessions.learned < neededFor(threshold)) remarks.push(tooFew(sessions.learned, 'benign session', threshold));
  if (alone.learned > MANY_ALIKE * alone.judged) {
    remarks.push(
      `${alone.learned} of ${counted(alone.judged, 'benign line')} that were judged had been learned from as they are: of new ones, more are taken for attacks`,
    );
  }
  if (scores.attacks.size === 0) remarks.push('no line that was judged has label 1: there are no attacks to tell from the rest');
  else if (scores.benign.length === 0) remarks.push('all lines that were judged have label 1: there is nothing to tell attacks from');
  if (unlabelled > 0) remarks.push(`${counted(unlabelled, 'line')} without a label taken for benign`);
  if (passedOver.size > 0) {
    const names = [...passedOver].slice(0, MOST_NAMED).map(printable).join(', ');
    remarks.push(`members that an exchange does not have are passed over: ${names}${passedOver.size > MOST_NAMED ? ', …' : ''}`);
  }
  return remarks;
}

/** Of fewer, none says how often something so surprising comes about. */
function neededFor(threshold: number): number {
  return Math.round(10 ** threshold);
}

function tooFew(learned: number, what: string, threshold: number): string {
  return `learned from ${counted(learned, what)} only, and one of ${neededFor(threshold)} reaches a surprise of ${threshold}: so few cannot tell that, and up to one of ${learned + 1} may be taken for an attack`;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function scoreLine({ exchange, isAttack, category, session }: Sample, score: number): string {
  const named = session === undefined ? {} : { session };
  return `${JSON.stringify({ id: exchange.id, label: isAttack ? 1 : 0, ...(isAttack && { category }), ...named, score: Number(score.toFixed(6)) })}\n`;
}
