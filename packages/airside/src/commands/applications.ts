import { type Command, Option } from 'commander';

import type { ApplicationOptions } from '../actions/applications.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';

const ID = 'the application';

export function applicationsCommand(): Command {
  const command = recordsCommand('applications', 'Programs of consumers, which keys and clients may belong to.');
  withFields(command.command('create'))
    .description('Make an application.')
    .argument('<id>', 'a name of letters, digits, ".", "_" or "-"')
    .requiredOption('--consumer <id>', 'whose it is')
    .action(async (id: string, options: ApplicationOptions & { readonly consumer: string }) =>
      (await actions()).createApplication(id, options),
    );
  withData(command.command('list'))
    .description('Print all applications, those of the configuration file included.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => (await actions()).listApplications(options));
  withData(command.command('show'))
    .description('Print an application.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showApplication(id, options));
  withFields(command.command('update'))
    .description('Change fields of an application.')
    .argument('<id>', ID)
    .addOption(new Option('--clear <field...>', 'empty these').choices(['name', 'plan']))
    .action(async (id: string, options: ApplicationOptions & { readonly clear?: readonly string[] }) =>
      (await actions()).updateApplication(id, options),
    );
  withData(command.command('suspend'))
    .description('Accept none of its credentials until it is resumed.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).suspendApplication(id, options));
  withData(command.command('resume'))
    .description('Accept its credentials again.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).resumeApplication(id, options));
  withData(command.command('remove'))
    .description('Remove an application with its keys and clients. Cannot be undone; `suspend` can.')
    .argument('<id>', ID)
    .option('--yes', 'do not ask')
    .action(async (id: string, options: OutputOptions & { readonly yes?: boolean }) => (await actions()).removeApplication(id, options));
  return command;
}

function actions() {
  return import('../actions/applications.ts');
}

function withFields(command: Command): Command {
  return withData(command)
    .option('--name <text>', 'what people call it')
    .option('--plan <id>', "the plan whose limits count for it, instead of the consumer's")
    .option('--json', RECORD_JSON);
}
