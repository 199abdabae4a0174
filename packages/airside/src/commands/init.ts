import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

import { formatProblem } from '@airside/domain';
import { loadConfiguration } from '@airside/gateway';
import { Command } from 'commander';

import { CommandError, EXIT } from '../exit.ts';
import { quickConfiguration } from '../quick-configuration.ts';
import { note } from '../terminal.ts';
import { ensureFirstKey, openDataDirectory } from '../up/data-directory.ts';

export const FIRST_KEY_FILE = '.airside/first-key';

export function initCommand(): Command {
  return new Command('init')
    .description('Write a first configuration file: one API, protected, with a consumer that may call it.')
    .argument('[file]', 'file to write', 'airside.yaml')
    .requiredOption('--upstream <url>', 'the server that does the work')
    .option('--definition <file>', 'its OpenAPI definition')
    .option('--listen <host:port>', 'where to accept calls', '127.0.0.1:8080')
    .option('--force', 'replace the file if there is one')
    .action(async (file: string, options: { upstream: string; definition?: string; listen: string; force?: boolean }) => {
      const path = resolve(file);
      if (existsSync(path) && options.force !== true) {
        throw new CommandError(`${file} is there already`, {
          exitCode: EXIT.failed,
          hint: 'add --force to replace it, or name another file',
        });
      }
      const directory = dirname(path);
      const definition = options.definition === undefined ? undefined : relative(directory, resolve(options.definition));
      const text = quickConfiguration({ ...options, keyFile: FIRST_KEY_FILE, ...(definition !== undefined && { definition }) });
      try {
        ensureFirstKey(openDataDirectory(resolve(directory, '.airside')));
        writeFileSync(path, text);
      } catch (error) {
        throw new CommandError(`${file} cannot be written: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
      }
      const { problems, bundle } = await loadConfiguration(path);
      for (const problem of problems) note(formatProblem(problem));
      if (bundle === undefined) throw new CommandError(`${file} was written, but something in it has to be mended first`);
      process.stdout.write(
        `${file} written. Its first API key is in ${relative('', resolve(directory, FIRST_KEY_FILE))}. Start it with: airside up ${file === 'airside.yaml' ? '' : file}\n`,
      );
    });
}
