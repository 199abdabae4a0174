import type { Command } from 'commander';

import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, withData } from './data-options.ts';

/** Adds the commands that ask the behaviour engine of an Airside. */
export function addBehaviorQuestions(command: Command): void {
  withData(command.command('status'))
    .description('Print what the behaviour layer of the running Airside does, and how far each operation is learned.')
    .option('--json', RECORD_JSON)
    .action(async (options: OutputOptions) => {
      const { printBehaviorStatus } = await import('../actions/behavior-status.ts');
      await printBehaviorStatus(options);
    });
  withData(command.command('advice'))
    .description('Print what could be tighter (limits, operations, scopes) and what of the recorded traffic that would have touched.')
    .option('--json', LIST_JSON)
    .action(async (options: OutputOptions) => {
      const { printBehaviorAdvice } = await import('../actions/behavior-advice.ts');
      await printBehaviorAdvice(options);
    });
}
