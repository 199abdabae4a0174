import { Command, Option } from 'commander';

import type { ListChannelsOptions, ListDeliveriesOptions } from '../actions/channels-list.ts';
import type { TestChannelOptions } from '../actions/channels-test.ts';
import { LIST_JSON, withData } from './data-options.ts';
import { wholeNumber } from './values.ts';

export function channelsCommand(): Command {
  const command = new Command('channels').description('See how messages about incidents and alerts reach people, and try it.');
  withData(command.command('list'))
    .description('Print the channels of a running Airside, and how they are doing.')
    .option('--json', LIST_JSON)
    .action(async (options: ListChannelsOptions) => {
      const { listChannels } = await import('../actions/channels-list.ts');
      await listChannels(options);
    });
  withData(command.command('deliveries'))
    .description('Print messages that are on their way, delivered and given up, newest first.')
    .option('--channel <name>', 'only to this channel')
    .addOption(new Option('--state <state>', 'only in this state').choices(['pending', 'delivered', 'failed']))
    .option('--limit <count>', 'the newest so many', wholeNumber(1, 1000), 50)
    .option('--json', LIST_JSON)
    .action(async (options: ListDeliveriesOptions) => {
      const { listDeliveries } = await import('../actions/channels-list.ts');
      await listDeliveries(options);
    });
  withData(command.command('test'))
    .description('Send a test message, and print what the receiver answers. Fails where it does not take it.')
    .argument('<name>', 'the channel')
    .option('--json', 'one JSON object: {"name", "outcome": "delivered" | "later" | "refused", "answer"}')
    .addHelpText('after', '\nWhere no Airside is running, the message is sent as the configuration file says.')
    .action(async (name: string, options: TestChannelOptions) => {
      const { testConfiguredChannel } = await import('../actions/channels-test.ts');
      process.exitCode = await testConfiguredChannel(name, options);
    });
  return command;
}
