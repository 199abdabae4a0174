import { Command, Option } from 'commander';

import type { HistoryOptions } from '../actions/history.ts';
import { LIST_JSON, withData } from './data-options.ts';
import { wholeNumber } from './values.ts';

export function historyCommand(): Command {
  return withData(new Command('history'))
    .description('Print who changed which consumer, application, plan, group, key or client, and what: oldest first.')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(['consumer', 'application', 'plan', 'group', 'key', 'client']))
    .option('--id <id>', 'only of this record; of a client: ISSUER#CLIENT')
    .option('--limit <count>', 'the newest so many', wholeNumber(1, 1000), 100)
    .option('--json', LIST_JSON)
    .action(async (options: HistoryOptions) => {
      const { printHistory } = await import('../actions/history.ts');
      await printHistory(options);
    });
}
