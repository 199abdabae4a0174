import { FEEDBACK, SEVERITIES } from '@airside/domain';
import { Option } from 'commander';

import type { DetectionListOptions, JudgeOptions } from '../actions/detections.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, recordsCommand, withData } from './data-options.ts';
import { indicator, subject, time, wholeNumber } from './values.ts';

const ID = 'the detection, by its id';

export function detectionsCommand() {
  const command = recordsCommand('detections', 'Detections: single deviations from what was learned.');
  withData(command.command('list', { isDefault: true }))
    .description('Print detections, newest first.')
    .option('--api <id>', 'only at this API')
    .option('--caller <name>', 'only of this caller: address:192.0.2.1, user:acme, credential:KEY', subject)
    .option('--indicator <id>', 'only by this indicator', indicator)
    .addOption(new Option('--severity <severity>', 'this severity and worse').choices(SEVERITIES))
    .option('--since <time>', 'noticed then or later: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1000), 50)
    .option('--json', LIST_JSON)
    .action(async (options: DetectionListOptions) => (await actions()).listDetections(options));
  withData(command.command('show'))
    .description('Print a detection.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).showDetection(id, options));
  withData(command.command('explain'))
    .description('Say why: what was learned, what was seen instead, what it may mean, and what to do.')
    .argument('<id>', ID)
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: OutputOptions) => (await actions()).explainDetection(id, options));
  withData(command.command('judge'))
    .description('Say what a detection was; what its indicator takes for unusual at its API moves accordingly.')
    .argument('<id>', ID)
    .addOption(
      new Option('--as <verdict>', 'true: an attack; false: nothing of the kind; expected: as described, and no attack')
        .choices(FEEDBACK)
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'what else is to be remembered')
    .option('--json', RECORD_JSON)
    .action(async (id: string, options: JudgeOptions) => (await actions()).judgeDetection(id, options));
  return command;
}

function actions() {
  return import('../actions/detections.ts');
}
