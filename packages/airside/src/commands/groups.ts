import type { Command } from 'commander';

import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';

const ID = 'the group';

export function groupsCommand(): Command {
  const command = recordsCommand('groups', 'Groups of consumers, which access rules can name.');
  withData(command.command('set'))
    .description('Make a group, or put it in the place of one with the same id. Who belongs to it stands at the consumers.')
    .argument('<id>', 'a name of letters, digits, ".", "_" or "-"')
    .option('--name <text>', 'what people call it')
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions & { readonly name?: string }) => (await actions()).setGroup(id, options));
  withData(command.command('list'))
    .description('Print all groups, those of the configuration file included.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => (await actions()).listGroups(options));
  withData(command.command('show'))
    .description('Print a group.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showGroup(id, options));
  withData(command.command('remove'))
    .description('Remove a group that nobody belongs to. Cannot be undone.')
    .argument('<id>', ID)
    .option('--yes', 'do not ask')
    .action(async (id: string, options: OutputOptions & { readonly yes?: boolean }) => (await actions()).removeGroup(id, options));
  return command;
}

function actions() {
  return import('../actions/groups.ts');
}
