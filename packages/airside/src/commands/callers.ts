import type { Subject } from '@airside/domain';

import type { CallerListOptions } from '../actions/callers.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, recordsCommand, withData } from './data-options.ts';
import { subject, wholeNumber } from './values.ts';

export function callersCommand() {
  const command = recordsCommand('callers', 'Callers of whom something unusual is known, and what each of them did.');
  withData(command.command('list', { isDefault: true }))
    .description('Print the callers that detections are about, the riskiest first.')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1000), 50)
    .option('--json', LIST_JSON)
    .action(async (options: CallerListOptions) => (await actions()).listCallers(options));
  withData(command.command('show'))
    .description('Print what a caller did, what was noticed of it and what was done about it, in the order of time.')
    .argument('<name>', 'address:192.0.2.1, user:acme, credential:KEY, token:…, session:…', subject)
    .option('--json', 'exchanges, detections, incidents, sanctions and events as one JSON object')
    .action(async (name: Subject, options: OutputOptions) => (await actions()).showCaller(name, options));
  return command;
}

function actions() {
  return import('../actions/callers.ts');
}
