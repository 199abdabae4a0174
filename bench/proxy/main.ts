import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters, styleText } from 'node:util';

import { findCommand } from '../harness/commands.ts';
import { InterruptedError, withLifetime } from '../harness/lifetime.ts';
import { UsageError } from '../harness/options.ts';
import { type Report, renderReport } from '../harness/report.ts';
import { type BenchOptions, parseOptions } from '../harness/server-options.ts';
import { runProxyBenchmark } from './run.ts';

const EXIT = { failed: 1, usage: 2, missing: 3 };

const HELP = `Compares Airside with nginx and HAProxy as reverse proxies, on this machine, with wrk.

npm run bench:proxy -- [options]

  --rounds N        rounds, in each of which every contender is measured once (5)
  --seconds N       seconds of each measurement (3)
  --connections N   keep-alive connections that wrk uses (64)
  --access-log      the peers log each request into a file, as Airside records each request
  --json            one JSON object on standard output instead of tables
  --save FILE       write that JSON object to a file, too
  -h, --help        this text

Exit code: 0 measured without errors, 1 failed or with errors, 2 wrong use, 3 wrk is not installed, 130 interrupted.
bench/README.md says what the numbers mean.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    if (findCommand('wrk') === undefined) {
      tell('wrk, which makes the load, is not installed. On Debian and Ubuntu: apt-get install wrk nginx-light haproxy');
      return EXIT.missing;
    }
    const report = await withLifetime((lifetime) => runProxyBenchmark(lifetime, options, tell));
    publish(report, options);
    return report.scenarios.some(({ results }) => results.some(({ errors }) => errors > 0)) ? EXIT.failed : 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    if (error instanceof InterruptedError) return error.exitCode;
    if (!(error instanceof UsageError)) return EXIT.failed;
    tell(`\n${HELP}`);
    return EXIT.usage;
  }
}

function publish(report: Report, { json, save }: BenchOptions): void {
  if (save !== undefined) writeFileSync(save, `${JSON.stringify(report, null, 2)}\n`);
  const bold = (text: string): string => styleText('bold', text, { stream: process.stdout });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${renderReport(report, bold)}\n`);
}

/** Control characters of other programs' messages stay out of the terminal. */
function tell(line: string): void {
  process.stderr.write(`${stripVTControlCharacters(line)}\n`);
}
