import { type DirectoryContents, formatProblem } from '@airside/domain';
import { besideStored } from '@airside/gateway';

import { CommandError } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';
import { isServable, type Loaded } from './opened.ts';
import type { ConfigurationSource } from './source.ts';

/** The same source, whose configurations are refused where they bring what the store has. */
export function besideStore(source: ConfigurationSource, stored: () => DirectoryContents): ConfigurationSource {
  return { ...source, load: async () => besideStored(await source.load(), stored()) };
}

/** What Airside starts with, after saying what is wrong with it beside the store. Throws `CommandError` where it cannot be served. */
export function startedBeside(loaded: Loaded, stored: DirectoryContents, name: string): Loaded {
  const beside = besideStored(loaded, stored);
  for (const problem of beside.problems.slice(loaded.problems.length)) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  if (isServable(beside)) return beside;
  throw new CommandError(`${name} brings what the store has; the problems are above`);
}
