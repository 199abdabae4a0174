import type { Command } from 'commander';

import type { PlanOptions } from '../actions/plans.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';
import { allowance, wholeNumber } from './values.ts';

const ID = 'the plan';

export function plansCommand(): Command {
  const command = recordsCommand('plans', 'Named limits, which consumers, applications and keys may have.');
  withData(command.command('set'))
    .description('Make a plan, or put it in the place of one with the same id.')
    .argument('<id>', 'a name of letters, digits, ".", "_" or "-"')
    .option('--name <text>', 'what people call it')
    .option('--rate <requests/time>', 'replaces the rate limit of the API, such as 600/1m', allowance)
    .option('--burst <count>', 'with --rate: so many at once', wholeNumber(1, 1e9))
    .option('--quota <requests/time>', 'counted beside the rate, over a longer time, such as 100000/30d', allowance)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: PlanOptions) => (await actions()).setPlan(id, options));
  withData(command.command('list'))
    .description('Print all plans, those of the configuration file included.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => (await actions()).listPlans(options));
  withData(command.command('show'))
    .description('Print a plan.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showPlan(id, options));
  withData(command.command('remove'))
    .description('Remove a plan that nobody has. Cannot be undone.')
    .argument('<id>', ID)
    .option('--yes', 'do not ask')
    .action(async (id: string, options: OutputOptions & { readonly yes?: boolean }) => (await actions()).removePlan(id, options));
  return command;
}

function actions() {
  return import('../actions/plans.ts');
}
