import { Command, InvalidArgumentError } from 'commander';

import type { DefinitionShowOptions } from '../actions/definition-show.ts';

export function definitionCommand(): Command {
  const command = new Command('definition').description('Look into the definition of an API.');
  command
    .command('show')
    .description('Say what a definition declares: kind, title, version, servers and operations.')
    .argument('<file>', 'OpenAPI 2.0 to 3.2 or AsyncAPI 2 or 3 in YAML or JSON, or GraphQL; also a URL that --allow-url allows')
    .option('--allow-url <origin...>', 'follow references to URLs of this origin, such as https://apis.example.com', origin)
    .option('--enforceable', 'take as an error what the gateway could not enforce exactly; without it, a warning')
    .option('--json', 'one JSON object: {"ok", "catalog", "problems", "files"}')
    .addHelpText(
      'after',
      `
Nothing is fetched unless --allow-url says from where; then by https alone, redirected only to origins that are allowed too, and from no
address inside a network unless that address is allowed itself (--allow-url https://10.0.0.5).

Exit codes: 0 shown, 1 the definition has errors, which are listed on standard error.`,
    )
    .action(async (file: string, options: DefinitionShowOptions) => {
      const { showDefinition } = await import('../actions/definition-show.ts');
      process.exitCode = await showDefinition(file, options);
    });
  return command;
}

function origin(text: string, before: readonly string[] = []): readonly string[] {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.href !== `${url.origin}/`) {
    throw new InvalidArgumentError('expected an origin such as https://apis.example.com, without path, query or user.');
  }
  return [...before, url.origin];
}
