import { exchangeSchema } from '@airside/domain';
import { gatewayConfigurationSchema } from '@airside/gateway';
import { Argument, Command } from 'commander';
import { z } from 'zod';

const SCHEMAS = {
  configuration: () => z.toJSONSchema(gatewayConfigurationSchema, { io: 'input' }),
  exchange: () => z.toJSONSchema(exchangeSchema),
} as const;

export function schemaCommand(): Command {
  return new Command('schema')
    .description('Print a JSON Schema (2020-12): of configuration files, for editors, or of exchanges.')
    .addArgument(new Argument('[what]', 'which schema').choices(Object.keys(SCHEMAS)).default('configuration'))
    .addHelpText('after', '\nAn editor with the YAML language server uses it after: # yaml-language-server: $schema=./airside.schema.json')
    .action((what: keyof typeof SCHEMAS) => {
      process.stdout.write(`${JSON.stringify(SCHEMAS[what](), null, 2)}\n`);
    });
}
