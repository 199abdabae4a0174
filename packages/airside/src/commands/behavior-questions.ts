import type { Command } from 'commander';

import type { ProfileOptions } from '../actions/behavior-profile.ts';
import type { OutputOptions } from '../admin/records.ts';
import { LIST_JSON, RECORD_JSON, withData } from './data-options.ts';
import { wholeNumber } from './values.ts';

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
  withData(command.command('profile'))
    .description('Write down what requests of an API look like, as the engine learned it, to be read, changed and enforced.')
    .option('--from <file...>', 'learn from these exchanges (NDJSON) instead of asking what an Airside has learned')
    .option('--api <id>', 'the API; may be left out where only one is known')
    .option('--min-calls <count>', 'say nothing of operations with fewer requests that succeeded', wholeNumber(1, 1_000_000_000), 200)
    .option('--headroom <factor>', 'bounds go so many times beyond what was seen', wholeNumber(1, 1000), 2)
    .option('--out <file>', 'write it into this new file')
    .option('--json', 'as JSON instead of YAML')
    .addHelpText(
      'after',
      `
It is an OpenAPI 3.1 document that the policy "profile" holds requests to: in mode report at first. Only requests that succeeded and that nobody
was suspicious of count. Values are listed only where they are few and each was used by many callers; nothing is said of what is secret or personal
but its type and length. What a running Airside has learned is up to a minute old here.`,
    )
    .action(async (options: ProfileOptions) => {
      const { printProfile } = await import('../actions/behavior-profile.ts');
      await printProfile(options);
    });
}
