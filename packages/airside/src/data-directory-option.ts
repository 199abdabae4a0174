import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { formatProblem, parseConfiguration } from '@airside/domain';

import { calledAs } from './called-as.ts';
import { DEFAULT_CONFIGURATION } from './default-configuration.ts';
import { CommandError } from './exit.ts';
import { note, shortPath } from './terminal.ts';
import { configuredDataDirectory, DATA_DIRECTORY } from './up/data-directory.ts';

const told = new Set<string>();

export interface DataDirectoryOptions {
  readonly data?: string;
  readonly config?: string;
}

/**
 * The data directory that the options of a command mean, which need not be there. A configuration is read for this alone: what it names
 * may be missing, as the rule set that is about to be installed. One with errors is believed as far as it can be read, which is said.
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
  const { dataDirectoryOfFaulty } = await import('./data-directory-of-faulty.ts');
  const likely = await dataDirectoryOfFaulty(file, text);
  if (likely !== undefined) {
    // A command may ask several times.
    if (!told.has(likely))
      note(`${shortPath(file)} has errors (\`${calledAs()} check\` shows them); the data in ${shortPath(likely)} is taken`);
    told.add(likely);
    return likely;
  }
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
