import type { ScoreReport } from '@airside/behavior';

import { columns, printable } from '../terminal.ts';
import type { EvaluationCost } from './judged.ts';

export interface Evaluation {
  readonly cost: EvaluationCost;
  readonly threshold: number;
  readonly requests: ScoreReport;
  readonly sessions: ScoreReport | undefined;
}

/** One JSON object on one line. Shares and areas are from 0 to 1, null where there is nothing that they could be of. */
export function evaluationJson({ cost, threshold, requests, sessions }: Evaluation): string {
  return `${JSON.stringify({ ...cost, threshold, ...requests, ...(sessions !== undefined && { sessions }) })}\n`;
}

export function evaluationText({ cost, threshold, requests, sessions }: Evaluation): string {
  const { learned, learnUs, judgeUs, memoryMegabytes } = cost;
  return [
    `learned from ${learned} benign requests, judged ${requests.benign} benign ones and ${requests.attacks} attacks`,
    ...reportLines(requests, threshold),
    ...(sessions === undefined
      ? []
      : [
          '',
          `by session, each by its requests and as a whole: ${sessions.benign} benign, ${sessions.attacks} attacks`,
          ...reportLines(sessions, threshold),
        ]),
    '',
    `${learnUs.toFixed(1)} µs to judge and learn an exchange, ${judgeUs.toFixed(1)} µs to judge one; ${memoryMegabytes} MB at most`,
    '',
  ].join('\n');
}

function reportLines(report: ScoreReport, threshold: number): readonly string[] {
  const { auc, found, allowed, precision, recall, f1, falsePositives, categories } = report;
  return [
    '',
    `AUC ${number(auc)}`,
    `found at 1 % false positives (${allowed['0.01']} of ${report.benign}) ${percent(found['0.01'])}, at 0.1 % (${allowed['0.001']}) ${percent(found['0.001'])}`,
    `at surprise ${threshold}: F1 ${number(f1)}, precision ${percent(precision)}, recall ${percent(recall)}, false positives ${percent(falsePositives)}`,
    ...(categories.length === 0 ? [] : ['', columns([HEADINGS, ...categories.map((each) => categoryRow(each))])]),
  ];
}

const HEADINGS = ['category', 'attacks', 'AUC', 'found at 1 %', 'at 0.1 %', 'at threshold'];

function categoryRow({ category, attacks, auc, found, recall }: ScoreReport['categories'][number]): readonly string[] {
  return [printable(category), String(attacks), number(auc), percent(found['0.01']), percent(found['0.001']), percent(recall)];
}

function number(value: number | null): string {
  return value === null ? '-' : value.toFixed(4);
}

function percent(value: number | null): string {
  return value === null ? '-' : `${(100 * value).toFixed(2)} %`;
}
