import { Command } from 'commander';

import type { UpOptions } from '../actions/up.ts';
import { hostAndPort, wholeNumber } from './values.ts';

export function upCommand(): Command {
  return new Command('up')
    .description('Start Airside. Without a file: ./airside.yaml where there is one, else the example shop with Airside before it.')
    .argument('[file]', 'configuration file')
    .option('--listen <host:port>', 'where to accept calls, instead of what the configuration says', hostAndPort)
    .option('--upstream <url>', 'protect this server, without a configuration file')
    .option('--definition <file>', 'OpenAPI definition of the --upstream')
    .option('--data <directory>', "Airside's own data, instead of where the configuration says")
    .option('--workers <count>', 'gateway processes, instead of what the configuration says', wholeNumber(1, 256))
    .option('--no-watch', 'apply a changed configuration on SIGHUP only')
    .action(async (file: string | undefined, options: UpOptions) => {
      const { up } = await import('../actions/up.ts');
      process.exitCode = await up(file, options);
    });
}
