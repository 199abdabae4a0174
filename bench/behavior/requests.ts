import { CalibratedScorer, RequestScorer, reportScores, ScoreBook, type ScoreReport } from '@airside/behavior';

import type { Measurement } from './measurement.ts';
import { MADE_APIS, type MadeApi } from './requests/apis.ts';
import { MADE_ATTACKS } from './requests/attacks.ts';
import { Draw } from './requests/draw.ts';
import { FURTHER_APIS } from './requests/further-apis.ts';
import { FURTHER_ATTACKS } from './requests/further-attacks.ts';
import { exchangeOfMade, hasValues, type MadeRequest } from './requests/made-request.ts';
import { MADE_SITES } from './requests/sites.ts';
import { STRANGERS } from './requests/strangers.ts';

const APIS = [...MADE_APIS, ...FURTHER_APIS, ...MADE_SITES, ...STRANGERS];
const ATTACKS = [...MADE_ATTACKS, ...FURTHER_ATTACKS];
const LEARNED = [200, 3000];
const BENIGN = 3000;
const OF_A_KIND = 60;
const THRESHOLD = 2;

/** Found in one API after learning from so many requests. */
interface Row {
  readonly api: string;
  readonly learned: number;
  readonly report: ScoreReport;
}

export const requests: Measurement = {
  name: 'requests',
  about: 'attacks within single requests to made-up APIs of other habits, told from honest ones without signatures',
  run({ seed, quick }, print) {
    const share = quick ? 0.1 : 1;
    const rows = APIS.flatMap((api, index) => LEARNED.map((learned) => measured(api, learned * share, share, seed * 100 + index)));
    for (const { api, learned, report } of rows) print(`  ${api.padEnd(24)} ${String(learned).padStart(5)} learned  ${figures(report)}`);
    for (const learned of LEARNED) {
      const some = rows.filter((row) => row.learned === learned * share).map(({ report }) => report);
      print(`  mean of ${some.length} APIs, ${learned * share} learned  ${means(some)}`);
      for (const { kind } of ATTACKS) {
        const found = some.flatMap(({ categories }) => categories.filter(({ category }) => category === kind));
        print(
          `    ${kind.padEnd(30)} AUC ${mean(found.map(({ auc }) => auc)).toFixed(4)}  at 1 % ${percent(mean(found.map((each) => each.found['0.01'])))}`,
        );
      }
    }
    return { goals: [], data: rows };
  },
};

function measured(api: MadeApi, learned: number, share: number, seed: number): Row {
  const draw = new Draw(seed);
  const scorer = new CalibratedScorer(() => new RequestScorer());
  const book = new ScoreBook();
  let number = 0;
  for (let index = 0; index < learned; index++) scorer.learn(exchangeOfMade(api.request(draw), number++));
  for (let index = 0; index < BENIGN * share; index++) book.add(scorer.score(exchangeOfMade(api.request(draw), number++)), false, '');
  for (const { kind, apply } of ATTACKS) {
    for (let index = 0; index < OF_A_KIND * share; index++)
      book.add(scorer.score(exchangeOfMade(apply(attackable(api, draw), draw), number++)), true, kind);
  }
  return { api: api.name, learned, report: reportScores(book, THRESHOLD) };
}

/** A request with something in it that an attacker can replace: without, an attack would be none. */
function attackable(api: MadeApi, draw: Draw): MadeRequest {
  let request = api.request(draw);
  while (!hasValues(request)) request = api.request(draw);
  return request;
}

function figures({ auc, found, f1, falsePositives }: ScoreReport): string {
  return `AUC ${(auc ?? 0).toFixed(4)}  at 1 % ${percent(found['0.01'])}  at 0.1 % ${percent(found['0.001'])}  F1 ${(f1 ?? 0).toFixed(3)}  false positives ${percent(falsePositives)}`;
}

function means(reports: readonly ScoreReport[]): string {
  const of = (pick: (report: ScoreReport) => number | null): number => mean(reports.map(pick));
  return `AUC ${of(({ auc }) => auc).toFixed(4)}  at 1 % ${percent(of(({ found }) => found['0.01']))}  at 0.1 % ${percent(of(({ found }) => found['0.001']))}  F1 ${of(({ f1 }) => f1).toFixed(3)}  false positives ${percent(of(({ falsePositives }) => falsePositives))}`;
}

function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / Math.max(1, values.length);
}

function percent(share: number | null): string {
  return `${(100 * (share ?? 0)).toFixed(1)} %`;
}
