import { FEEDBACK, SEVERITIES } from '@airside/domain';
import { Option } from 'commander';

import type { CloseOptions, IncidentListOptions } from '../actions/incidents.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';
import { subject, time, wholeNumber } from './values.ts';

const ID = 'the incident, by its id';

export function incidentsCommand() {
  const command = recordsCommand('incidents', 'Incidents: detections that belong together, listed, explained and closed.');
  withData(command.command('list', { isDefault: true }))
    .description('Print incidents, newest first: the open ones unless others are asked for.')
    .option('--all', 'closed ones as well')
    .option('--api <id>', 'only about this API')
    .addOption(new Option('--severity <severity>', 'this severity and worse').choices(SEVERITIES))
    .option('--caller <name>', 'only with this caller: address:192.0.2.1, user:acme, credential:KEY', subject)
    .option('--since <time>', 'only those that went on then or later: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1000), 50)
    .option('--json', LIST_JSON)
    .action(async (options: IncidentListOptions) => (await actions()).listIncidents(options));
  withData(command.command('show'))
    .description('Print an incident: who, what, when, what was done, its detections.')
    .argument('<id>', ID)
    .option('--json', 'incident, detections, sanctions and events as one JSON object')
    .action(async (id: string, options: OutputOptions) => (await actions()).showIncident(id, options));
  withData(command.command('explain'))
    .description('Say why: what was learned, what was seen instead, what it may mean, and what to do.')
    .argument('<id>', ID)
    .option('--json', 'incident, detections, sanctions and events as one JSON object')
    .action(async (id: string, options: OutputOptions) => (await actions()).explainIncident(id, options));
  withData(command.command('close'))
    .description('Close an incident and say what it was; what is taken for unusual moves accordingly.')
    .argument('<id>', ID)
    .addOption(
      new Option('--as <verdict>', 'true: an attack; false: nothing of the kind; expected: as described, and no attack').choices(FEEDBACK),
    )
    .option('--note <text>', 'what else is to be remembered')
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: CloseOptions) => (await actions()).closeIncident(id, options));
  withData(command.command('reopen'))
    .description('Open a closed incident again, and take back what was said of it.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).reopenIncident(id, options));
  return command;
}

function actions() {
  return import('../actions/incidents.ts');
}
