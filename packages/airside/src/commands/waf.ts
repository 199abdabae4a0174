import { Command } from 'commander';

import type { WafTestOptions } from '../actions/waf-test.ts';
import type { RuleOptions } from '../waf/open-rules.ts';
import { wholeNumber } from './values.ts';
import { wafTuneCommand } from './waf-tune.ts';

const CRS = ['--crs <directory>', 'the OWASP Core Rule Set: the folder with crs-setup.conf.example and rules'] as const;
const RULES = ['--rules <glob...>', 'files with SecLang rules'] as const;

export function wafCommand(): Command {
  const command = new Command('waf').description('Try firewall rules without a gateway.');
  command
    .command('test')
    .description('Run tests in the format of go-ftw (as of CRS 4 and 3.3) against rules.')
    .option(...CRS)
    .option(...RULES)
    .requiredOption('--tests <directory>', 'folder of the tests, searched with all folders below')
    .option('--json', 'one JSON object: {"passed", "failed", "skipped", "failures": [ids]}')
    .addHelpText('after', '\n--crs loads the rules with the settings that the tests of the Core Rule Set expect. Fails when a test does.')
    .action(async (options: WafTestOptions) => {
      const { runWafTests } = await import('../actions/waf-test.ts');
      process.exitCode = runWafTests(options);
    });
  command
    .command('inspect')
    .description('Say what rules find in requests: one JSON object a line in, one out.')
    .argument('[file...]', 'NDJSON files; standard input where none is named')
    .option(...CRS)
    .option(...RULES)
    .option('--paranoia <level>', 'paranoia level, 1 to 4', wholeNumber(1, 4))
    .option('--threshold <score>', 'score from which a request is blocked', wholeNumber(1, 10_000))
    .addHelpText(
      'after',
      `
In:   {"id", "method", "url", "headers": [[name, value]…], "body" or "bodyBase64"}
      {"id", "raw"}  a whole HTTP/1 request in base64
Out:  {"id", "blocked", "score", "rules": [ids]}
With "label" (1 attack, 0 honest) in the input, standard error ends with a summary: attacks found, false alarms, per rule.
Without --crs and --rules, Airside's own rules are tried, as the gateway applies them by default.
Name files before --rules, or put -- between them.`,
    )
    .action(async (files: string[], options: RuleOptions) => {
      const { inspect } = await import('../actions/waf-inspect.ts');
      await inspect(files, options);
    });
  return command.addCommand(wafTuneCommand());
}
