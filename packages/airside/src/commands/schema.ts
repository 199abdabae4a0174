import { Argument, Command } from 'commander';

import type { SchemaName } from '../actions/schema.ts';

const NAMES = ['configuration', 'exchange'] as const satisfies readonly SchemaName[];

export function schemaCommand(): Command {
  return new Command('schema')
    .description('Print a JSON Schema (2020-12): of configuration files, for editors, or of exchanges.')
    .addArgument(new Argument('[what]', 'which schema').choices(NAMES).default('configuration'))
    .addHelpText('after', '\nAn editor with the YAML language server uses it after: # yaml-language-server: $schema=./airside.schema.json')
    .action(async (what: SchemaName) => {
      const { schemaText } = await import('../actions/schema.ts');
      process.stdout.write(schemaText(what));
    });
}
