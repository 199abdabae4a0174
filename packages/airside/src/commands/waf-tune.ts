import { Command, Option } from 'commander';

import type { WafTuneOptions } from '../actions/waf-tune.ts';
import { span, time, wholeNumber } from './values.ts';

export function wafTuneCommand(): Command {
  return new Command('tune')
    .description('Find likely false alarms in recorded traffic and propose exclusions.')
    .argument('[file...]', 'NDJSON files, - for standard input; the store of exchanges where none is named')
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--config <file>', 'configuration that says which rules apply; where absent and no file is named, airside.yaml if there is one')
    .option('--api <id>', 'only of this API')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time)
    .option('--crs <directory>', 'the OWASP Core Rule Set, instead of what the configuration says')
    .option('--rules <glob...>', 'files with SecLang rules, instead of what the configuration says')
    .option('--paranoia <level>', 'paranoia level, 1 to 4', wholeNumber(1, 4))
    .option('--threshold <score>', 'count as alarms what this threshold would refuse', wholeNumber(1, 10_000))
    .option('--min-callers <count>', 'so many callers make a false alarm likely', wholeNumber(1, 1000), 3)
    .option('--min-requests <count>', 'in so many requests', wholeNumber(1, 1_000_000), 5)
    .addOption(new Option('--min-span <span>', 'over so long a time').argParser(span).default(3_600_000, '1h'))
    .option('--narrow', 'do not put three or more exclusions together into a wider one')
    .option('--json', 'one JSON object')
    .option('--write <file>', 'add the proposals to this configuration; its former text stays in FILE.bak')
    .addOption(
      new Option('--risk <word>', 'with --write: proposals of at most this risk').choices(['low', 'medium', 'high']).default('medium'),
    )
    .option('--dry-run', 'with --write: show what would change, and change nothing')
    .addHelpText(
      'after',
      `
In:   exchanges, as airside exchanges --json prints them, or requests, as airside waf inspect reads them, with "label" (1 attack, 0 honest)
      and, where it is known, "operation".
Proposed is the narrowest exclusion: a rule, on one parameter of one operation. Nothing is proposed for a place where suspicious requests set
off the same rule. Read each proposal before you apply it: who sends enough traffic can make an attack look ordinary.
Name files before --rules, or put -- between them.`,
    )
    .action(async (files: string[], options: WafTuneOptions) => {
      const { tune } = await import('../actions/waf-tune.ts');
      await tune(files, options);
    });
}
