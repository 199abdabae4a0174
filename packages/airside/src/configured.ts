import { existsSync } from 'node:fs';

import { formatProblem } from '@airside/domain';
import { type LoadedConfiguration, loadConfiguration } from '@airside/gateway';

import type { DataDirectoryOptions } from './data-directory-option.ts';
import { DEFAULT_CONFIGURATION } from './default-configuration.ts';
import { CommandError } from './exit.ts';
import { findInstalledRules } from './rules/installed-rules.ts';
import { note, shortPath } from './terminal.ts';

export type ServableConfiguration = {
  readonly bundle: NonNullable<LoadedConfiguration['bundle']>;
  readonly configuration: NonNullable<LoadedConfiguration['configuration']>;
};

/**
 * The configuration file that a command is given, else `airside.yaml` where there is one; it has to be right. With `data`, the rule sets
 * installed there count instead of those in the configuration's own directory.
 */
export async function readConfiguration(
  { config, data }: DataDirectoryOptions,
  purpose: string,
  hint: string,
): Promise<ServableConfiguration | undefined> {
  if (config === undefined && !existsSync(DEFAULT_CONFIGURATION)) return undefined;
  const file = config ?? DEFAULT_CONFIGURATION;
  const { bundle, configuration, problems } = await loadConfiguration(file, { findInstalledRules: findInstalledRules(data) });
  if (bundle !== undefined && configuration !== undefined) return { bundle, configuration };
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${file} has errors, so it does not say ${purpose}`, { hint });
}
