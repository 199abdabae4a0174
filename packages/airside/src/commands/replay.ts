import { Command, Option } from 'commander';

import type { ReplayOptions } from '../actions/replay.ts';
import { time } from './values.ts';

export function replayCommand(): Command {
  return new Command('replay')
    .description('Try a configuration on recorded traffic: what would have been refused, whose it was, and why.')
    .argument('[file...]', 'NDJSON files of exchanges, - for standard input; the store where none is named')
    .option('--config <file>', 'the configuration to try; airside.yaml where absent')
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--api <id>', 'only exchanges of this API')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time)
    .addOption(
      new Option('--fail-on <outcome>', 'exit with 1 where calls would be refused that passed, or where that cannot be said')
        .choices(['refused', 'unknown', 'never'])
        .default('refused'),
    )
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
Nothing is served, sent or counted. Credentials are not judged again: callers are who they were, as long as the configuration or the store has them.
Limits count by the times of the record. What a policy would have to know and the record does not tell (header fields, bodies, claims of tokens) is
said, not guessed: record more with policies.recording.`,
    )
    .action(async (files: string[], options: ReplayOptions) => {
      const { replay } = await import('../actions/replay.ts');
      process.exitCode = await replay(files, options);
    });
}
