import { Command, Option } from 'commander';

import type { DiffOptions } from '../actions/diff.ts';
import { time } from './values.ts';

export function diffCommand(): Command {
  return new Command('diff')
    .description('Compare two definitions of an API: what breaks its callers, what may, and what nobody notices.')
    .argument('<old>', 'the definition that callers were written for: OpenAPI 2.0, 3.0, 3.1 or 3.2, YAML or JSON')
    .argument('<new>', 'the definition that is to take its place')
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 from this level of change on')
        .choices(['breaking', 'dangerous', 'safe', 'never'])
        .default('breaking'),
    )
    .option('--callers', 'say which callers have used what would break, from recorded exchanges')
    .option('--exchanges <file...>', 'with --callers: NDJSON files of exchanges, - for standard input, instead of the store')
    .option('--api <id>', 'with --callers: only exchanges of this API')
    .option('--since <time>', 'with --callers: not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--data <directory>', "with --callers: Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--config <file>', 'with --callers: configuration that says where the data is')
    .option('--json', 'one JSON object: {"changes", "counts", "callers"}')
    .option('--explain', 'say of each kind of change what it means for callers')
    .addHelpText(
      'after',
      `
For requests, what is no longer accepted breaks callers; for answers, what is no longer certain does. Operations are the same where method and
path are, whatever the parameters of the path are called. The end of an operation that was deprecated and whose x-sunset date has passed is
dangerous, not breaking. Patterns and not, if, contains and their like are compared by their text alone.`,
    )
    .action(async (old: string, next: string, options: DiffOptions) => {
      const { diff } = await import('../actions/diff.ts');
      process.exitCode = await diff(old, next, options);
    });
}
