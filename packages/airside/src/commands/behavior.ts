import { Command } from 'commander';

import type { EvaluateOptions } from '../actions/behavior-evaluate.ts';
import type { MergeOptions } from '../actions/behavior-merge.ts';
import { addBehaviorQuestions } from './behavior-questions.ts';
import { RECORD_JSON, withData } from './data-options.ts';
import { share, surprise, wholeNumber } from './values.ts';

export function behaviorCommand(): Command {
  const command = new Command('behavior').description('What the behaviour engine has learned, and how well it would find what is unusual.');
  command
    .command('evaluate')
    .description('Learn from benign requests, and say how well the unusual ones among others are found.')
    .requiredOption('--train <file...>', 'learn from these: NDJSON or CSV, also gzipped; lines with label 1 are passed over')
    .option('--test <file...>', 'judge these')
    .option('--split <share>', 'instead of --test: learn from so large a share of the benign lines, and judge all other lines', share)
    .option('--seed <number>', 'with --split: another number splits in another way', wholeNumber(0, 2 ** 31), 1)
    .option('--threshold <surprise>', 'from this surprise on a request counts as found, for precision, recall and F1 ', surprise)
    .option('--skip-broken', 'count lines that are not understood, and leave them out, instead of ending at the first one')
    .option('--scores', 'print the score of each line that was judged, as NDJSON, instead of the report')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `
A line is one of
  an exchange, as "airside exchanges --json" prints it, with "label", "category" and "session" beside its members; "method" and "path" are enough
  {"raw": a whole HTTP/1 request in base64, "label", "id", "cat", "session"}
  a row of a table in CSV with a column "payload" (single values) or "raw", and a column "label"
A label is 0 or 1, false or true, benign or attack; a line without one is taken for benign.

Requests by themselves are judged one by one, and what is judged is not learned. Exchanges that tell who called ("client", or "session" or "principal" and "time") are judged in
their order, by the request and by the whole engine with its memory for callers; both go on learning from what makes nobody suspicious. Where lines name sessions,
each is also judged as a whole, by what the honest ones among the lines for training are like, and a request together with its session up to it; --split keeps the lines of a session together.
A surprise is −log10 of the probability of something at least so unusual: at 3, one honest request in a thousand is.
A share of attacks "found at 1 % false positives" is that above the threshold which one in a hundred of the benign lines that were judged exceeds.`,
    )
    .action(async (options: EvaluateOptions) => {
      const { evaluate } = await import('../actions/behavior-evaluate.ts');
      await evaluate(options);
    });
  withData(command.command('merge'))
    .description('Make one state of those that the engines of several Airside nodes have saved.')
    .argument('<file...>', 'the behavior-state of each node, from its data directory')
    .requiredOption('--out <file>', 'write what all of them together have learned into this file')
    .option('--force', 'replace that file')
    .option('--json', RECORD_JSON)
    .addHelpText(
      'after',
      `
Nodes can be merged that have the same behavior-key in their data directories: copy it before their first start. The one in --data is used here.
To use what was merged, stop an Airside, put the file into its data directory as behavior-state, and start it.
Each state counts once: of two that hold what the same engine has learned, the second is refused.`,
    )
    .action(async (files: readonly string[], options: MergeOptions) => {
      const { mergeStates } = await import('../actions/behavior-merge.ts');
      await mergeStates(files, options);
    });
  addBehaviorQuestions(command);
  return command;
}
