import { Command, Option } from 'commander';

import type { CoverageOptions } from '../actions/coverage.ts';
import { wholeNumber } from './values.ts';

export function coverageCommand(): Command {
  return new Command('coverage')
    .description('Tell which risks of the OWASP API Security Top 10 the policies of each operation cover, and what is missing.')
    .option('--config <file>', 'configuration file; where absent, airside.yaml')
    .option('--data <directory>', 'data directory with installed rule sets; where absent, what the configuration says')
    .option('--api <id>', 'only of this API')
    .option('--operation <id>', 'only this operation, with the reasons')
    .addOption(new Option('--list <year>', 'the list that counts').choices(['2019', '2023']).default('2023'))
    .option('--explain', 'say of each operation and risk what is there, what is missing, and what to do')
    .option('--fail-under <percent>', 'exit with 1 where less is covered', wholeNumber(0, 100))
    .addOption(new Option('--json', 'one JSON object, with both lists').conflicts('markdown'))
    .option('--markdown', 'a page of Markdown')
    .addHelpText(
      'after',
      `
Judged by the policies as they are compiled for each operation, with the options in force there. What only records is not covered. A
configuration proves nothing: how each risk is to be tested is said with --explain. In percent: of all risks that apply, over all operations,
those that are covered, and half of those that are covered in part.`,
    )
    .action(async (options: CoverageOptions) => {
      const { coverage } = await import('../actions/coverage.ts');
      process.exitCode = await coverage(options);
    });
}
