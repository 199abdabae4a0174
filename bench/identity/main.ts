import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

import { InterruptedError, withLifetime } from '../harness/lifetime.ts';
import { UsageError } from '../harness/options.ts';
import { parseIdentityOptions } from './options.ts';
import { renderIdentityReport } from './report.ts';
import { runIdentityBenchmark } from './run.ts';

const EXIT = { failed: 1, usage: 2 };

const HELP = `Measures what verifying a caller costs, in processor time for each call: API keys, tokens, proofs, passwords.

npm run bench:identity -- [options]

  --rounds N         rounds, in each of which every kind of call is measured (5)
  --milliseconds N   processor time of each measurement (500)
  --json             one JSON object on standard output instead of a table
  --save FILE        write that JSON object to a file, too
  -h, --help         this text

Exit code: 0 measured, 1 failed, 2 wrong use, 130 interrupted. bench/README.md says what the numbers mean.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseIdentityOptions(args);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    const report = await withLifetime((lifetime) => runIdentityBenchmark(lifetime, options, tell));
    if (options.save !== undefined) writeFileSync(options.save, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderIdentityReport(report)}\n`);
    return 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    if (error instanceof InterruptedError) return error.exitCode;
    if (!(error instanceof UsageError)) return EXIT.failed;
    tell(`\n${HELP}`);
    return EXIT.usage;
  }
}

/** Control characters of other programs' messages stay out of the terminal. */
function tell(line: string): void {
  process.stderr.write(`${stripVTControlCharacters(line)}\n`);
}
