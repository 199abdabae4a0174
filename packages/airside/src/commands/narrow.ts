import { Command } from 'commander';

import type { NarrowOptions } from '../actions/narrow.ts';
import { time, wholeNumber } from './values.ts';

export function narrowCommand(): Command {
  return new Command('narrow')
    .description('Propose tighter schemas, limits, scopes and addresses from recorded traffic, and try them on it.')
    .argument('[file...]', 'NDJSON files of exchanges; the store where none is named')
    .option('--config <file>', 'the configuration to narrow; airside.yaml where absent')
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--api <id>', 'only exchanges of this API')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time)
    .option('--min-calls <count>', 'say nothing of what has fewer calls', wholeNumber(1, 1_000_000_000), 100)
    .option('--headroom <factor>', 'bounds go so many times beyond what was seen', wholeNumber(1, 1000), 2)
    .option('--write <file>', 'write the narrower configuration into this new file beside the old one, and narrower definitions beside it')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
Nothing is applied. Proposed is what no call that passed went beyond, with headroom; the whole of it is then tried on the same traffic, and what that would have refused is
told. Schemas of bodies are learnt where bodies are recorded (policies.recording). What a month shows need not hold for the end of a year: enforce step by
step, with the contract in mode report first.`,
    )
    .action(async (files: string[], options: NarrowOptions) => {
      const { narrow } = await import('../actions/narrow.ts');
      await narrow(files, options);
    });
}
