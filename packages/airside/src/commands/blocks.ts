import { type Subject, subjectKey } from '@airside/domain';
import { Command, Option } from 'commander';

import type { BlockListOptions, BlockOptions, UnblockOptions } from '../actions/blocks.ts';
import { LIST_JSON, RECORD_JSON, withData } from './data-options.ts';
import { lasting, subject, wholeNumber } from './values.ts';

const HOUR_MS = 3_600_000;

export function blockCommand(): Command {
  return withData(new Command('block'))
    .description('Block a caller for a while, in every gateway process when the command returns. Several names have to fit together.')
    .argument(
      '<name...>',
      'address:192.0.2.1, network:192.0.2.0/24, user:acme, credential:KEY, token:…, session:…, application:…',
      subjects,
    )
    .addOption(new Option('--for <span>', 'so long').argParser(lasting).default(HOUR_MS, '1h'))
    .option('--api <id>', 'at this API only')
    .addOption(new Option('--throttle <requests>', 'let so many requests a minute pass, instead').argParser(wholeNumber(1, 1_000_000)))
    .addOption(new Option('--step-up', 'ask the user to prove who it is once more, instead').conflicts('throttle'))
    .option('--reason <text>', 'why, for the record')
    .option('--dry-run', 'only count what it would hit')
    .option('--json', RECORD_JSON)
    .addHelpText('after', '\nThe allow list of the configuration (behavior.responses.allow) comes before every block.')
    .action(async (names: readonly Subject[], options: BlockOptions) => (await actions()).block(names, options));
}

export function unblockCommand(): Command {
  return withData(new Command('unblock'))
    .description('Let a caller in again: end all blocks, throttles and demands for a second proof that are in effect for it.')
    .argument('<name...>', 'names of callers such as user:acme, or ids as `airside blocks` prints them')
    .option('--json', LIST_JSON)
    .action(async (targets: readonly string[], options: UnblockOptions) => (await actions()).unblock(targets, options));
}

export function undoCommand(): Command {
  return withData(new Command('undo'))
    .description('Undo a block, a throttle or a demand for a second proof, whoever has ordered it.')
    .argument('<id...>', 'ids as `airside blocks` prints them')
    .option('--json', LIST_JSON)
    .action(async (targets: readonly string[], options: UnblockOptions) => (await actions()).unblock(targets, options));
}

export function blocksCommand(): Command {
  return withData(new Command('blocks'))
    .description('Print the blocks, throttles and demands for a second proof that are in effect, and how many requests each has hit.')
    .option('--all', 'those that have ended as well')
    .option('--caller <name>', 'only of this caller', subject)
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1000), 100)
    .option('--json', LIST_JSON)
    .action(async (options: BlockListOptions) => (await actions()).listBlocks(options));
}

function subjects(text: string, earlier: readonly Subject[] | undefined): readonly Subject[] {
  const found = subject(text);
  return [...(earlier ?? []).filter((each) => subjectKey(each) !== subjectKey(found)), found];
}

function actions() {
  return import('../actions/blocks.ts');
}
