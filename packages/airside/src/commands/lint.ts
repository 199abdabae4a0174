import { Command, InvalidArgumentError, Option } from 'commander';

import type { LintOptions, Output } from '../actions/lint.ts';
import { LINT_FORMATS, type LintFormat } from '../lint/formats/names.ts';
import { wholeNumber } from './values.ts';

export function lintCommand(): Command {
  return new Command('lint')
    .description(
      'Hold API definitions against a rule set: style, security, what breaks callers later. With a score, and what would raise it.',
    )
    .argument('[file...]', 'definitions: files, globs in quotes, - for standard input; where absent, those of the APIs in airside.yaml')
    .option(
      '--ruleset <file>',
      'rule set in the format of Spectral, or airside:style-guide, airside:owasp-api, airside:recommended, spectral:oas',
    )
    .option(
      '--waivers <file>',
      'results that somebody answers for until a day; where absent, .airside-waivers.yaml beside a definition or here',
    )
    .addOption(new Option('--format <format>', 'what is printed').choices(LINT_FORMATS).default('terminal'))
    .option('--json', 'the same as --format json')
    .addOption(new Option('--output <format=file...>', 'also write a report to a file').argParser(output))
    .addOption(
      new Option('--fail-severity <level>', 'exit with 1 from this severity of result on (error)').choices([
        'error',
        'warn',
        'info',
        'hint',
        'never',
      ]),
    )
    .option('--fail-score <score>', 'exit with 1 where a definition scores less', wholeNumber(0, 100))
    .option('--only <rule...>', 'only results of these rules; * stands for any letters')
    .option('--skip <rule...>', 'no results of these rules; * stands for any letters')
    .option('--quiet', 'print what fails, and nothing else')
    .option('--allow-code', 'run JavaScript that the rule set brings; without it such a rule set is refused')
    .option('--stdin-file <file>', 'with -: where the text belongs, for its references and for reports')
    .option('--config <file>', 'configuration with the APIs and a section `lint`, instead of airside.yaml')
    .addOption(new Option('--explain <rule>', 'print the page of a rule: what, why, a bad and a good example').conflicts(['listRules']))
    .option('--list-rules', 'print the rules of the rule set')
    .addOption(new Option('--lsp', 'be a language server on standard input and output, for editors').conflicts(['explain', 'listRules']))
    .addHelpText(
      'after',
      `
Without --ruleset: \`lint.ruleset\` of airside.yaml; else .airside-lint.yaml, .spectral.yaml, .spectral.yml or .spectral.json beside a definition
or here; else airside:recommended, which is Airside's style guide and the OWASP API rule set.

In a pipeline:
  airside lint openapi.yaml --output sarif=lint.sarif --output junit=lint.xml
  airside lint 'apis/**/openapi.yaml' --format github --fail-score 80`,
    )
    .action(async (files: string[], options: LintOptions) => {
      const { lint } = await import('../actions/lint.ts');
      process.exitCode = await lint(files, options);
    });
}

function output(text: string, earlier: readonly Output[] = []): readonly Output[] {
  const equals = text.indexOf('=');
  const format = LINT_FORMATS.find((name) => name === text.slice(0, equals));
  const file = text.slice(equals + 1);
  if (format === undefined || file === '')
    throw new InvalidArgumentError(`expected FORMAT=FILE, FORMAT one of ${LINT_FORMATS.join(', ')}.`);
  return [...earlier, { format: format satisfies LintFormat, file }];
}
