import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

import { versionLine } from '../harness/commands.ts';
import { describeMachine, machineLine } from '../harness/machine.ts';
import { UsageError } from '../harness/options.ts';
import type { Finding } from './measurement.ts';
import { MEASUREMENTS } from './measurements.ts';
import { type BehaviorOptions, parseBehaviorOptions } from './options.ts';

const EXIT = { missed: 1, usage: 2 };

const HELP = `Measures the behaviour engine on simulated traffic (examples/traffic).

npm run bench:behavior -- [options]

  --only NAME       one of the measurements below, several with commas (all)
  --days N          simulated days, the first quarter of them without attacks (30)
  --scale N         users, in percent of 2,000 (100)
  --seed N          of the first simulation (1)
  --seeds N         so many simulations, each with the campaigns in another order (2)
  --spread N        each seed N times, each with every Nth campaign: 130 attacks in three weeks
                    teach the engine that attacks are usual (1)
  --campaigns LIST  some of the campaigns (all)
  --quick           a minute, to see that everything works; goals are not judged
  --json            prints one JSON object instead of text
  --save FILE       writes the JSON to a file, too
  -h, --help        this text

${MEASUREMENTS.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

Exit code: 0 all goals are met, 1 some are missed or it failed, 2 wrong use. docs/behavior-benchmark.md says what is simulated and what counts.`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  try {
    const options = parseBehaviorOptions(args, MEASUREMENTS);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    return measure(options, args) ? 0 : EXIT.missed;
  } catch (error) {
    process.stderr.write(
      `${stripVTControlCharacters(error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.stack}` : ''}` : String(error))}\n`,
    );
    if (!(error instanceof UsageError)) return EXIT.missed;
    process.stderr.write(`\n${HELP}\n`);
    return EXIT.usage;
  }
}

/** Whether all goals are met. */
function measure(options: BehaviorOptions, args: readonly string[]): boolean {
  const { json, quick, save } = options;
  const print = (line: string): void => void (json || process.stdout.write(`${stripVTControlCharacters(line)}\n`));
  const progress = (line: string): void => void (process.stderr.isTTY && process.stderr.write(`${line}\n`));
  const about = {
    benchmark: 'behavior',
    startedAt: new Date().toISOString(),
    machine: machineLine(describeMachine()),
    commit: versionLine('git', ['-C', import.meta.dirname, 'describe', '--always', '--dirty']),
    node: process.version,
    command: `npm run bench:behavior${args.length === 0 ? '' : ` -- ${args.join(' ')}`}`,
  };
  for (const [name, value] of Object.entries(about)) print(`${name}: ${value}`);
  if (quick) print('--quick: the numbers below mean nothing');
  const findings: Record<string, Finding> = {};
  for (const measurement of options.measurements) {
    print(`\n${measurement.name}: ${measurement.about}`);
    findings[measurement.name] = measurement.run(options, print, progress);
  }
  const goals = Object.values(findings).flatMap((finding) => finding.goals);
  print('\ngoals:');
  for (const { goal, measured, met } of goals) print(`  ${met ? 'met   ' : 'missed'}  ${goal}: ${measured}`);
  const report = `${JSON.stringify({ ...about, findings }, (_key, value: unknown) => (value instanceof Set || value instanceof Map ? [...value.values()] : value))}\n`;
  if (json) process.stdout.write(report);
  if (save !== undefined) writeFileSync(save, report);
  return quick || goals.every(({ met }) => met);
}
