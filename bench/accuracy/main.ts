import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { findCoreRuleSet, sharedFolder } from '@airside/seclang/testing';

import { describeMachine } from '../harness/machine.ts';
import { orUsageError, UsageError } from '../harness/options.ts';
import { contenders } from './contenders.ts';
import { readCorpora } from './corpus.ts';
import { measureCosts } from './cost.ts';
import { judge } from './judge.ts';
import { type AccuracyReport, renderReport } from './report.ts';

const EXIT = { failed: 1, usage: 2, missing: 3 };

const HELP = `Judges Airside's own rules, at each paranoia level, on requests that others labelled, beside the Core Rule Set.

npm run bench:accuracy -- [options]

  --hide NAMES   headers, separated by commas, that no rule gets to see (none)
  --json         one JSON object on standard output instead of tables
  -h, --help     this text

AIRSIDE_SHARED names the folder that holds corpora/ (../shared beside the checkout where it is not set), and crs/4.28 unless AIRSIDE_CRS
names a folder with the Core Rule Set; else Debian's modsecurity-crs is taken.
Exit code: 0 judged, 1 failed, 2 wrong use, 3 no corpus is there. bench/README.md says what the numbers mean.`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    const report = run(options.hide.split(',').filter((name) => name !== ''));
    for (const path of report.missing) tell(`ABSENT: ${path}; what it holds is not in the report`);
    if (report.judgements.length === 0) {
      tell('There is no corpus to judge on: name the folder that holds corpora/ in AIRSIDE_SHARED.');
      return EXIT.missing;
    }
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${renderReport(report)}\n`);
    return 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return EXIT.failed;
    tell(`\n${HELP}`);
    return EXIT.usage;
  }
}

function run(hidden: readonly string[]): AccuracyReport {
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const { corpora, missing } = readCorpora(join(sharedFolder(), 'corpora'));
  const rivals = contenders(findCoreRuleSet());
  const hides = new Set(hidden.map((name) => name.toLowerCase()));
  return {
    benchmark: 'accuracy',
    startedAt,
    machine,
    hiddenHeaders: [...hides],
    contenders: rivals.found.map(({ name, setup }) => ({ name, setup })),
    judgements: corpora.flatMap((corpus) => rivals.found.map(({ name, engine }) => ({ contender: name, ...judge(engine, corpus, hides) }))),
    costs: corpora.length === 0 ? [] : measureCosts(rivals.found),
    missing: [...missing, ...rivals.missing],
  };
}

function readOptions(args: readonly string[]) {
  return orUsageError(() =>
    parseArgs({
      args: [...args],
      options: {
        hide: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }),
  ).values;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
