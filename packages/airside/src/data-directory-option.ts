import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { formatProblem, parseConfiguration } from '@airside/domain';

import { DEFAULT_CONFIGURATION } from './default-configuration.ts';
import { CommandError } from './exit.ts';
import { note, shortPath } from './terminal.ts';
import { configuredDataDirectory, DATA_DIRECTORY } from './up/data-directory.ts';

export interface DataDirectoryOptions {
  readonly data?: string;
  readonly config?: string;
}

/**
 * The data directory that the options of a command mean, which need not be there. A configuration is read for this alone: what it names
 * may be missing, as the rule set that is about to be installed.
 */
export async function dataDirectoryOf({ data, config }: DataDirectoryOptions): Promise<string> {
  if (data !== undefined) return resolve(data);
  const file = resolve(config ?? DEFAULT_CONFIGURATION);
  if (config === undefined && !existsSync(file)) return resolve(DATA_DIRECTORY);
  // Where there is no configuration, there is no need for what reads it.
  const { loadConfiguration, policyOptionSchemas } = await import('@airside/gateway');
  const text = readable(file);
  const { configuration, problems } =
    text === undefined ? await loadConfiguration(file) : parseConfiguration(text, { file, policies: policyOptionSchemas });
  if (configuration !== undefined) return configuredDataDirectory(dirname(file), configuration.store);
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${config ?? DEFAULT_CONFIGURATION} has errors, so it does not say where the data is`, {
    hint: 'mend them, or name the directory with --data',
  });
}

/** Of a file that cannot be read, nothing: the loader says why. */
function readable(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
