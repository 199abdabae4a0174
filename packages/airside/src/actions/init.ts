import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

import { formatProblem } from '@airside/domain';
import { loadConfigurationText } from '@airside/gateway';

import { calledAs, shellWord } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';
import { quickConfiguration } from '../quick-configuration.ts';
import { note, shortPath } from '../terminal.ts';
import { ensureFirstKey, FIRST_KEY_FILE, openDataDirectory } from '../up/data-directory.ts';

const DATA_DIRECTORY = '.airside';
const TRIAL_KEY = 'AIRSIDE_TRIAL_KEY';

export interface InitOptions {
  readonly upstream: string;
  readonly definition?: string;
  readonly listen: string;
  readonly force?: boolean;
}

/** Writes a configuration file that can be served, and its first key; nothing where it could not be served. */
export async function init(file: string, options: InitOptions): Promise<void> {
  const path = resolve(file);
  if (existsSync(path) && options.force !== true) {
    throw new CommandError(`${file} is there already`, { exitCode: EXIT.failed, hint: 'add --force to replace it, or name another file' });
  }
  const directory = dirname(path);
  const definition = options.definition === undefined ? undefined : relative(directory, resolve(options.definition));
  const textWith = (keyReference: string) => quickConfiguration({ ...options, keyReference, definition });

  await assertServable(textWith(`\${env:${TRIAL_KEY}}`), path);
  const keyFile = `${DATA_DIRECTORY}/${FIRST_KEY_FILE}`;
  ensureFirstKey(openDataDirectory(resolve(directory, DATA_DIRECTORY)));
  try {
    writeFileSync(path, textWith(`\${file:${keyFile}}`), options.force === true ? {} : { flag: 'wx' });
  } catch (error) {
    throw new CommandError(`${file} cannot be written: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
  const start = [calledAs(), 'up', ...(file === 'airside.yaml' ? [] : [shellWord(file)])].join(' ');
  process.stdout.write(`${file} written. Its first API key is in ${relative('', resolve(directory, keyFile))}. Start it with: ${start}\n`);
}

/** The key need not exist yet for the rest to be tried. */
async function assertServable(text: string, path: string): Promise<void> {
  const environment = { ...process.env, [TRIAL_KEY]: '0'.repeat(64) };
  const { problems, bundle } = await loadConfigurationText(text, path, { environment });
  if (bundle !== undefined) return;
  for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
  throw new CommandError('nothing was written: the file could not be served; the problems are above');
}
