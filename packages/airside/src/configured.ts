import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { formatProblem } from '@airside/domain';
import { type LoadedConfiguration, loadConfiguration } from '@airside/gateway';

import { CommandError } from './exit.ts';
import { note, shortPath } from './terminal.ts';
import { DATA_DIRECTORY } from './up/data-directory.ts';

const DEFAULT_FILE = 'airside.yaml';

export interface DataOptions {
  readonly data?: string;
  readonly config?: string;
}

export type ServableConfiguration = {
  readonly bundle: NonNullable<LoadedConfiguration['bundle']>;
  readonly configuration: NonNullable<LoadedConfiguration['configuration']>;
};

/** The configuration file that a command is given, else `airside.yaml` where there is one; it has to be right. */
export async function readConfiguration(
  config: string | undefined,
  purpose: string,
  hint: string,
): Promise<ServableConfiguration | undefined> {
  if (config === undefined && !existsSync(DEFAULT_FILE)) return undefined;
  const file = config ?? DEFAULT_FILE;
  const { bundle, configuration, problems } = await loadConfiguration(file);
  if (bundle !== undefined && configuration !== undefined) return { bundle, configuration };
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${file} has errors, so it does not say ${purpose}`, { hint });
}

/** Where Airside's own data is. */
export async function dataDirectory({ data, config }: DataOptions): Promise<string> {
  if (data !== undefined) return resolve(data);
  const read = await readConfiguration(config, 'where the data is', 'mend them, or name the directory with --data');
  return read === undefined ? resolve(DATA_DIRECTORY) : resolve(read.bundle.directory, read.configuration.store.directory);
}
