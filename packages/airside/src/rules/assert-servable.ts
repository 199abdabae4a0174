import { existsSync, readFileSync } from 'node:fs';

import { formatProblem } from '@airside/domain';

import type { DataDirectoryOptions } from '../data-directory-option.ts';
import { DEFAULT_CONFIGURATION } from '../default-configuration.ts';
import { CommandError } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';
import { findInstalledRules } from './installed-rules.ts';

/**
 * Passes where the configuration that names a rule set can be served with its active version: rules that are sound by themselves may
 * still have the ids of others. Says what is wrong, and throws a CommandError, elsewhere. A configuration that cannot be read at all is
 * not judged.
 */
export async function assertServable(name: string, active: string, { config, data }: DataDirectoryOptions): Promise<void> {
  const file = config ?? DEFAULT_CONFIGURATION;
  if (!existsSync(file) || !readFileSync(file, 'utf8').includes(`installed:${name}`)) return;
  const { loadConfiguration } = await import('@airside/gateway');
  const { configuration, bundle, problems } = await loadConfiguration(file, { findInstalledRules: findInstalledRules(data) });
  if (configuration === undefined || bundle !== undefined) return;
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${name} ${active} is active, but ${file} cannot be served with it; the problems are above`, {
    hint: `a running Airside goes on with the version before; \`airside rules rollback ${name}\` makes it the active one again`,
  });
}
