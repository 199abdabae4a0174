import { Command } from 'commander';

import type { ExportsOptions } from '../actions/exports.ts';
import { LIST_JSON, withData } from './data-options.ts';

export function exportsCommand(): Command {
  const command = new Command('exports').description('See how records reach SIEMs, and try it.');
  withData(command.command('list'))
    .description('Print the exports of a running Airside, and how they are doing.')
    .option('--json', LIST_JSON)
    .action(async (options: ExportsOptions) => {
      const { listExports } = await import('../actions/exports.ts');
      await listExports(options);
    });
  withData(command.command('test'))
    .description('Send a test record, and print what the receiver answers. Fails where it does not take it.')
    .argument('<name>', 'the export')
    .option('--json', 'one JSON object: {"name", "outcome": "delivered" | "later" | "refused", "answer"}')
    .addHelpText('after', '\nWhere no Airside is running, the record is sent as the configuration file says.')
    .action(async (name: string, options: ExportsOptions) => {
      const { testConfiguredExport } = await import('../actions/exports.ts');
      process.exitCode = await testConfiguredExport(name, options);
    });
  return command;
}
