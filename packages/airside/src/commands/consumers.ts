import { type Command, Option } from 'commander';

import type { ConsumerOptions, ConsumerUpdateOptions } from '../actions/consumers.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';

const ID = 'the consumer';

export function consumersCommand(): Command {
  const command = recordsCommand('consumers', 'Who calls: organisations, with what their credentials may do.');
  withFields(command.command('create'))
    .description('Make a consumer.')
    .argument('<id>', 'a name of letters, digits, ".", "_" or "-"')
    .action(async (id: string, options: ConsumerOptions) => (await actions()).createConsumer(id, options));
  withData(command.command('list'))
    .description('Print all consumers, those of the configuration file included.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => (await actions()).listConsumers(options));
  withData(command.command('show'))
    .description('Print a consumer.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showConsumer(id, options));
  withFields(command.command('update'))
    .description('Change fields of a consumer; a list takes the place of the one before.')
    .argument('<id>', ID)
    .addOption(new Option('--clear <field...>', 'empty these').choices(['name', 'contact', 'scopes', 'roles', 'groups', 'plan']))
    .action(async (id: string, options: ConsumerUpdateOptions) => (await actions()).updateConsumer(id, options));
  withData(command.command('suspend'))
    .description('Accept none of its credentials until it is resumed.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).suspendConsumer(id, options));
  withData(command.command('resume'))
    .description('Accept its credentials again.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).resumeConsumer(id, options));
  withData(command.command('remove'))
    .description('Remove a consumer with its applications, keys and clients. Cannot be undone; `suspend` can.')
    .argument('<id>', ID)
    .option('--yes', 'do not ask')
    .action(async (id: string, options: OutputOptions & { readonly yes?: boolean }) => (await actions()).removeConsumer(id, options));
  return command;
}

function actions() {
  return import('../actions/consumers.ts');
}

function withFields(command: Command): Command {
  return withData(command)
    .option('--name <text>', 'what people call it')
    .option('--contact <text>', 'whom to ask about it')
    .option('--scopes <scope...>', 'scopes of its keys that name none of their own')
    .option('--roles <role...>', 'its roles')
    .option('--groups <id...>', 'the groups that it belongs to')
    .option('--plan <id>', 'the plan whose limits count for it')
    .option('--json', RECORD_JSON);
}
