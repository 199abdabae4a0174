import { Command } from 'commander';

import type { CheckOptions } from '../actions/check.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('Say whether configuration files can be served, and everything that is wrong with them.')
    .argument('[file...]', 'configuration files', ['airside.yaml'])
    .option('--strict', 'fail on warnings too')
    .option('--data <directory>', 'where installed rule sets are, instead of where the configuration says')
    .option('--json', 'one JSON object: {"ok", "files": [{"file", "ok", "problems", "deviations"}]}')
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('../actions/check.ts');
      process.exitCode = await check(files, options);
    });
}
