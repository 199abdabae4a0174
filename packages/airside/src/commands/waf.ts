import { Command } from 'commander';

import type { WafTestOptions } from '../actions/waf-test.ts';
import type { RuleOptions } from '../waf/open-rules.ts';
import { serverUrl, wholeNumber } from './values.ts';
import { wafTuneCommand } from './waf-tune.ts';

const CRS = ['--crs <directory>', 'the OWASP Core Rule Set: the folder with crs-setup.conf.example and rules'] as const;
const RULES = ['--rules <glob...>', 'files with SecLang rules'] as const;

const WAF_TEST_HELP = `
--crs loads the rules with the settings that the tests of the Core Rule Set expect. Fails when a test does.

--url alone judges by the status, as go-ftw in its cloud mode: a test that expects a rule expects a refusal (400, 403, 406, 413,
414, 415, 417, 431 or 501), whichever rule made it; a test that expects a rule not to match expects none.

--url with --log judges by the ids of rules in the log: [id "942100"] as ModSecurity writes it, or "rule":942100 as in
"airside exchanges --follow --json". Requests with X-CRS-Test and X-Request-Id mark where a test begins; the log must show one of
the two. For ModSecurity, add before all rules:
  SecRule REQUEST_HEADERS:X-CRS-Test "@rx ^.*$" \\
    "id:999999,phase:1,pass,t:none,log,msg:'X-CRS-Test %{MATCHED_VAR}',ctl:ruleRemoveById=1-999999"`;

export function wafCommand(): Command {
  const command = new Command('waf').description('Try firewall rules without a gateway.');
  command
    .command('test')
    .description('Run tests in the format of go-ftw (as of CRS 4 and 3.3) against rules, or against a server.')
    .option(...CRS)
    .option(...RULES)
    .requiredOption('--tests <directory>', 'folder of the tests, searched with all folders below')
    .option('--url <url>', 'send the tests to this server, http or https, instead of running rules here', serverUrl)
    .option('--log <file>', 'with --url: the log in which the server says which rules matched')
    .option('--insecure', 'with --url: accept any certificate')
    .option('--concurrency <number>', 'with --url: tests under way at once, 1 to 64 (default: 4; 1 with --log)', wholeNumber(1, 64))
    .option('--timeout <seconds>', 'with --url: longest wait for an answer or for the log, 1 to 300', wholeNumber(1, 300), 10)
    .option('--json', 'one JSON object: {"passed", "failed", "skipped", "failures": [ids]}')
    .addHelpText('after', WAF_TEST_HELP)
    .action(async (options: WafTestOptions) => {
      const { runWafTests } = await import('../actions/waf-test.ts');
      process.exitCode = await runWafTests(options);
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
