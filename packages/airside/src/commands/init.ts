import { Command } from 'commander';

import type { InitOptions } from '../actions/init.ts';
import { hostAndPort } from './values.ts';

export function initCommand(): Command {
  return new Command('init')
    .description('Write a first configuration file: one API, protected, with a consumer that may call it.')
    .argument('[file]', 'file to write', 'airside.yaml')
    .requiredOption('--upstream <url>', 'the server that does the work')
    .option('--definition <file>', 'its OpenAPI definition')
    .option('--listen <host:port>', 'where to accept calls', hostAndPort, '127.0.0.1:8080')
    .option('--force', 'replace the file if there is one')
    .action(async (file: string, options: InitOptions) => {
      const { init } = await import('../actions/init.ts');
      await init(file, options);
    });
}
