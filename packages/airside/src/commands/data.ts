import { Command } from 'commander';

import type { DataOptions } from '../actions/data.ts';
import { TRAFFIC_FILES, withTraffic } from './traffic-options.ts';
import { share } from './values.ts';

export function dataCommand(): Command {
  return withTraffic(new Command('data'))
    .description('Find personal and secret data in recorded traffic: what, where, how much, and who gets it.')
    .argument('[file...]', TRAFFIC_FILES)
    .option('--definition <file>', 'what this definition declares, by names, formats and examples; no traffic is looked at')
    .option('--classes <file>', 'configuration file with further classes (dataClasses); where absent, that of --config, else airside.yaml')
    .option('--class <id...>', 'only data of these classes')
    .option('--min-confidence <share>', 'only what is so likely, 0 to 1', share, 0.8)
    .option('--fail-on <what>', 'exit with 1 where this class, or this sensitivity (low, medium, high, critical) or more, is found')
    .option('--json', 'one JSON object')
    .option('--list-classes', 'print the classes, and look at no traffic')
    .option('--explain <id>', 'say what a class is and how it is found')
    .addHelpText(
      'after',
      `
A field is of a class where its name and most of its values say so, or its values alone where they can be nothing else (check digits,
beginnings of keys). Values are shown masked, and are never stored. Name files before --class, or put -- between them.`,
    )
    .action(async (files: string[], options: DataOptions) => {
      const { data } = await import('../actions/data.ts');
      process.exitCode = await data(files, options);
    });
}
