import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

import { InterruptedError, withLifetime } from '../harness/lifetime.ts';
import { UsageError } from '../harness/options.ts';
import { MissingError } from './drivers.ts';
import { parseWafOptions } from './options.ts';
import { renderWafReport } from './report.ts';
import { runWafBenchmark } from './run.ts';

const EXIT = { failed: 1, usage: 2, missing: 3 };

const HELP = `Compares Airside's rule engine with libmodsecurity 3, on this machine, under the OWASP Core Rule Set.

npm run bench:waf -- [options]

  --rounds N         rounds, in each of which both engines inspect every kind of request (5)
  --milliseconds N   processor time of each engine, for each kind of request and round (1000)
  --memory           no comparison: loads the rules and watches the heap over many inspections, and measures what
                     50 APIs with the same rules take
  --growth           no comparison: what hostile requests of 16 and of 32 KB cost, and how many times
                     as much the second is
  --thousands N      how many thousand inspections --memory makes (1000)
  --json             one JSON object on standard output instead of a table
  --save FILE        write that JSON object to a file, too
  -h, --help         this text

The Core Rule Set is looked for in AIRSIDE_CRS, in AIRSIDE_SHARED (../shared), and where Debian's package modsecurity-crs puts it.
Exit code: 0 measured, 1 failed, 2 wrong use, 3 something is not installed, 130 interrupted. bench/README.md says what the numbers mean.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseWafOptions(args);
    if (options.help) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    const report = await withLifetime((lifetime) => runWafBenchmark(lifetime, options, tell));
    if (options.save !== undefined) writeFileSync(options.save, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${options.json ? JSON.stringify(report) : renderWafReport(report)}\n`);
    return 0;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    if (error instanceof InterruptedError) return error.exitCode;
    if (error instanceof MissingError) return EXIT.missing;
    if (!(error instanceof UsageError)) return EXIT.failed;
    tell(`\n${HELP}`);
    return EXIT.usage;
  }
}

/** Control characters of other programs' messages stay out of the terminal. */
function tell(line: string): void {
  process.stderr.write(`${stripVTControlCharacters(line)}\n`);
}
