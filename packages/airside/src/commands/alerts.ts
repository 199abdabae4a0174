import { Command, Option } from 'commander';

import type { AcknowledgeOptions, ListAlertsOptions, TestAlertOptions } from '../actions/alerts.ts';
import type { DryRunOptions } from '../actions/alerts-dry-run.ts';
import type { SilenceOptions } from '../actions/silences.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, withData } from './data-options.ts';
import { lasting, matcher, span, wholeNumber } from './values.ts';

export function alertsCommand(): Command {
  const command = new Command('alerts')
    .description('See what fires and why, acknowledge and silence it, try rules on the traffic of the past.')
    .addHelpText('after', '\nNeeds a running Airside, but for `rules --dry-run`, which reads what is stored.');
  withData(command.command('list', { isDefault: true }))
    .description('Print alerts that fire or are about to; with --all, those that are over as well.')
    .addOption(new Option('--phase <phase>', 'only in this phase').choices(['pending', 'firing', 'resolved']))
    .option('--rule <id>', 'only of this rule')
    .option('--api <id>', 'only about this API')
    .option('--all', 'those of the last week that are over, too')
    .option('--limit <count>', 'so many, those that fire first', wholeNumber(1, 10_000), 100)
    .option('--json', LIST_JSON)
    .action(async (options: ListAlertsOptions) => (await actions()).listAlerts(options));
  for (const name of ['show', 'explain']) {
    withData(command.command(name))
      .description(name === 'show' ? 'Print an alert: which series, its values over time, since when, who was told.' : 'The same as show.')
      .argument('<id>', 'the alert')
      .option('--json', RECORD_JSON)
      .action(async (id: string, options: OutputOptions) => (await actions()).showAlert(id, options));
  }
  withData(command.command('ack'))
    .description('Acknowledge alerts that fire: repeats and escalation stop until they are over.')
    .argument('[id...]', 'the alerts')
    .option('--rule <id>', 'all of this rule')
    .option('--all', 'all that fire')
    .option('--note <text>', 'what is being done about it')
    .option('--json', LIST_JSON)
    .action(async (ids: string[], options: AcknowledgeOptions) => (await actions()).acknowledge(ids, options));
  withData(command.command('rules'))
    .description('Print the rules, their state and the value that is nearest to firing.')
    .option('--dry-run', 'say instead how often each would have fired, had it been there: a rule can be tried before it is enforced')
    .option('--rule <id>', 'only this rule')
    .option('--since <span>', 'with --dry-run: over so long, up to now', span, 7 * 86_400_000)
    .option('--json', LIST_JSON)
    .action(async (options: DryRunOptions & { readonly dryRun?: boolean }) => {
      if (options.dryRun !== true) return (await actions()).listRules(options);
      const { dryRunRules } = await import('../actions/alerts-dry-run.ts');
      await dryRunRules(options);
    });
  withData(command.command('test'))
    .description('Send a test message as a rule would, or to a channel.')
    .argument('[rule]', 'the rule')
    .option('--channel <name...>', 'to these channels instead of those of the rule')
    .option('--json', RECORD_JSON)
    .action(async (rule: string | undefined, options: TestAlertOptions) => (await actions()).testAlert(rule, options));
  command.addCommand(silenceCommand());
  return command;
}

function silenceCommand(): Command {
  const command = new Command('silence').description('Keep alerts quiet for a while.');
  withData(command.command('add'))
    .description('Tell nobody of alerts with these labels for a while.')
    .argument(
      '<label=value...>',
      'all of them have to fit: api, operation, consumer, rule, severity, id and what else labels say; * stands for anything',
      matcher,
      [],
    )
    .requiredOption('--for <span>', 'for so long: 30m, 2h, 7d', lasting)
    .option('--comment <text>', 'why', 'no reason given')
    .option('--json', RECORD_JSON)
    .action(async (matchers: Parameters<Awaited<ReturnType<typeof silences>>['addSilence']>[0], options: SilenceOptions) =>
      (await silences()).addSilence(matchers, options),
    );
  withData(command.command('list'))
    .description('Print silences, those of the last week that are over included.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => (await silences()).listSilences(options));
  withData(command.command('expire'))
    .description('End a silence now.')
    .argument('<id>', 'the silence')
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await silences()).expireSilence(id, options));
  return command;
}

function actions() {
  return import('../actions/alerts.ts');
}

function silences() {
  return import('../actions/silences.ts');
}
