import { Command } from 'commander';

import type { ExchangesOptions } from '../actions/exchanges.ts';
import { status, time, wholeNumber } from './values.ts';

export function exchangesCommand(): Command {
  return new Command('exchanges')
    .description('Print the record of requests, oldest first.')
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--config <file>', 'configuration file that names the data directory; where absent, airside.yaml if there is one')
    .option('--api <id>', 'only of this API')
    .option('--consumer <id>', 'only of this consumer')
    .option('--operation <id>', 'only of this operation')
    .option('--status <status>', 'only with this status: 429, or a class such as 4xx', status)
    .option('--problem <name>', 'only refused with this problem, such as credential-invalid')
    .option('--address <address>', 'only from this client address')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time)
    .option('--limit <count>', 'the newest so many', wholeNumber(1, 10_000), 50)
    .option('-f, --follow', 'go on with new ones as they come')
    .option('--json', 'whole exchanges as NDJSON (schema: airside schema exchange)')
    .action(async (options: ExchangesOptions) => {
      const { printExchanges } = await import('../actions/exchanges.ts');
      await printExchanges(options);
    });
}
