import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { formatProblem, parseConfiguration } from '@airside/domain';
import { policyOptionSchemas } from '@airside/gateway';
import { compileOwnClass, DATA_CLASSES, type DataClass } from '@airside/openapi';

import { DEFAULT_CONFIGURATION } from '../default-configuration.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';

/**
 * The classes that Airside knows, and those of the section `dataClasses` of a configuration file: the one that is named, else `airside.yaml` where
 * there is one. Nothing else of that file is looked at beyond its form.
 */
export async function classesOf(named: string | undefined): Promise<readonly DataClass[]> {
  const file = resolve(named ?? DEFAULT_CONFIGURATION);
  if (named === undefined && !existsSync(file)) return DATA_CLASSES;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${shortPath(file)} cannot be read (${error.code})`, { exitCode: EXIT.unavailable });
  });
  const { configuration, problems, document } = parseConfiguration(text, { file, policies: policyOptionSchemas });
  const compiled = Object.entries(configuration?.dataClasses ?? {}).map(([id, own]) => ({ id, result: compileOwnClass(id, own) }));
  const faults = compiled.flatMap(({ id, result }) =>
    'problems' in result
      ? result.problems.map(({ path, ...details }) => document.problem(['dataClasses', id, ...path], { severity: 'error', ...details }))
      : [],
  );
  if (configuration === undefined || faults.length > 0) {
    for (const problem of [...problems, ...faults]) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
    throw new CommandError(`${shortPath(file)} has errors, so it does not say which classes of data there are`);
  }
  return [...DATA_CLASSES, ...compiled.flatMap(({ result }) => ('dataClass' in result ? [result.dataClass] : []))];
}
