import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

import { versionLine } from '../harness/commands.ts';
import { describeMachine, machineLine } from '../harness/machine.ts';
import { UsageError } from '../harness/options.ts';
import { MEASUREMENTS } from './measurements.ts';
import { type OpenApiOptions, parseOpenApiOptions } from './options.ts';

const EXIT = { failed: 1, usage: 2 };

const HELP = `Measures what Airside does with API definitions, beside its peers.

npm run bench:openapi -- [options]

  --only NAME    one of the measurements below, several with commas (all)
  --quick        a few seconds, to see that everything works; measures nothing
  --save FILE    write what is printed to a file, too
  -h, --help     this text

${MEASUREMENTS.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

Large peers are not dependencies of the repository: they are installed, without their scripts, into bench/openapi/peers when a measurement
needs them. Exit code: 0 measured, 1 failed, 2 wrong use. bench/README.md says what the numbers mean.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOpenApiOptions(args, MEASUREMENTS);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    await measure(options, args);
    return 0;
  } catch (error) {
    process.stderr.write(`${stripVTControlCharacters(error instanceof Error ? error.message : String(error))}\n`);
    if (!(error instanceof UsageError)) return EXIT.failed;
    process.stderr.write(`\n${HELP}\n`);
    return EXIT.usage;
  }
}

async function measure({ measurements, quick, save }: OpenApiOptions, args: readonly string[]): Promise<void> {
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
    process.stdout.write(`${stripVTControlCharacters(line)}\n`);
  };
  print(`Benchmark openapi, ${new Date().toISOString()}`);
  print(`  machine: ${machineLine(describeMachine())}`);
  print(`  commit: ${versionLine('git', ['-C', import.meta.dirname, 'describe', '--always', '--dirty'])}, node ${process.version}`);
  print(`  command: npm run bench:openapi${args.length === 0 ? '' : ` -- ${args.join(' ')}`}`);
  if (quick) print('  --quick: the numbers below mean nothing');
  for (const measurement of measurements) {
    print(`\n${measurement.name}: ${measurement.about}`);
    await measurement.run({ quick, print });
  }
  if (save !== undefined) writeFileSync(save, `${lines.join('\n')}\n`);
}
