import { constants, copyFileSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { formatProblem } from '@airside/domain';
import { loadConfigurationText } from '@airside/gateway';

import { shellWord } from '../../called-as.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { counted, note, paint, shortPath } from '../../terminal.ts';
import { changedLines } from './changed-lines.ts';
import { compact } from './compact.ts';
import { insertExclusions } from './insert-exclusions.ts';
import type { ProposalResult } from './result.ts';

const MOST_BACKUPS = 100;

/** Adds proposals to a configuration file, or with `dryRun` only shows how; nothing is written that could not be served. */
export async function writeProposals(
  file: string,
  proposals: readonly ProposalResult[],
  { dryRun, leftOut }: { readonly dryRun: boolean; readonly leftOut: number },
): Promise<void> {
  if (leftOut > 0) note(`${counted(leftOut, 'proposal')} of higher risk left out (--risk)`);
  const path = readable(file, () => realpathSync(resolve(file)));
  const before = readable(file, () => readFileSync(path, 'utf8'));
  let text = before;
  for (const [api, ofApi] of Map.groupBy(proposals, (proposal) => proposal.api)) {
    const changed = inserted(file, text, api, ofApi);
    for (const line of changedLines(text, changed)) note(line.startsWith('+') ? paint('green', line, process.stderr) : line);
    text = changed;
  }
  if (text === before) {
    note(`${file}: nothing to add`);
    return;
  }
  await assertServable(text, path, file);
  if (dryRun) {
    note(`${file} was not changed (--dry-run)`);
    return;
  }
  const backup = copyAside(path);
  replace(path, text);
  note(`${file} changed. An Airside that runs from it applies it now. Undo: mv ${shellWord(shortPath(backup))} ${shellWord(file)}`);
}

function inserted(file: string, text: string, api: string, proposals: readonly ProposalResult[]): string {
  if (api === '') throw new CommandError('requests do not tell their API', { exitCode: EXIT.usage, hint: 'name it with --api' });
  try {
    return insertExclusions(text, api, compact(proposals.map(({ exclude }) => exclude)));
  } catch (error) {
    throw new CommandError(`${file} was not changed: ${(error as Error).message}`);
  }
}

async function assertServable(text: string, path: string, file: string): Promise<void> {
  const { bundle, problems } = await loadConfigurationText(text, path);
  if (bundle !== undefined) return;
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError(`${file} was not changed: with the proposals it could not be served; the problems are above`);
}

/** A copy that replaces no other. */
function copyAside(path: string): string {
  for (let number = 0; number < MOST_BACKUPS; number++) {
    const backup = `${path}.bak${number === 0 ? '' : number}`;
    try {
      copyFileSync(path, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(backup, error);
    }
  }
  throw new CommandError(`there are ${MOST_BACKUPS} copies ${path}.bak… already`, { hint: 'remove those that are not needed any more' });
}

/** At once or not at all, so that nobody reads half a configuration. */
function replace(path: string, text: string): void {
  const aside = `${path}.${process.pid}.new`;
  try {
    writeFileSync(aside, text, { flag: 'wx', mode: statSync(path).mode & 0o777 });
    renameSync(aside, path);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
}

function unwritable(path: string, error: unknown): CommandError {
  return new CommandError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
}
