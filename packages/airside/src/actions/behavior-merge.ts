import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type BehaviorEngine, createBehaviorEngine, packStateInParts } from '@airside/behavior';

import { readConfiguration } from '../configured.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, printable, progress, shortPath } from '../terminal.ts';
import { engineOptions } from '../up/behavior/engine-options.ts';
import { writeStateFile } from '../up/behavior/state-file.ts';
import { BEHAVIOR_KEY_FILE, loadBehaviorKey } from '../up/data-directory.ts';

export interface MergeOptions extends DataDirectoryOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes what several engines have learned as what one has. */
export async function mergeStates(files: readonly string[], options: MergeOptions): Promise<void> {
  const { out, force } = options;
  if (existsSync(out) && force !== true) {
    throw new CommandError(`${shortPath(out)} is there already`, { hint: 'name another file, or replace it with --force' });
  }
  const engine = await emptyEngine(options);
  for (const [index, file] of files.entries()) {
    progress(`${index + 1} of ${files.length}: ${printable(file)}`);
    for (const left of add(engine, file)) note(printable(`${shortPath(file)}: not taken over: ${left}`));
  }
  try {
    await writeStateFile(out, packStateInParts(engine.sections()));
  } catch (error) {
    throw new CommandError(`${shortPath(out)} cannot be written: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
  const operations = engine.training();
  const observations = operations.reduce((sum, operation) => sum + operation.observations, 0);
  const text = `${shortPath(out)}: ${counted(files.length, 'state')}, ${counted(operations.length, 'operation')}, ${counted(observations, 'observation')}`;
  const record = { out, states: files.length, operations: operations.length, observations };
  process.stdout.write(options.json === true ? `${JSON.stringify(record)}\n` : `${text}\n`);
}

/** One that remembers as much as the configuration allows, with the key of the data directory. */
async function emptyEngine(options: MergeOptions): Promise<BehaviorEngine> {
  const directory = await dataDirectoryOf(options);
  const keyFile = join(directory, BEHAVIOR_KEY_FILE);
  if (!existsSync(keyFile)) {
    throw new CommandError(`${shortPath(keyFile)} is not there, with which names were hashed while the states were learned`, {
      exitCode: EXIT.unavailable,
      hint: 'name the data directory of an Airside with --data; nodes whose states are merged have the same key',
    });
  }
  const configured = await readConfiguration(options, 'how much may be remembered', 'mend them, or name another file with --config');
  return createBehaviorEngine({
    key: loadBehaviorKey(directory),
    ...(configured !== undefined && { options: engineOptions(configured.configuration) }),
  });
}

function add(engine: BehaviorEngine, file: string): readonly string[] {
  let state: Uint8Array;
  try {
    state = readFileSync(file);
  } catch (error) {
    throw new CommandError(`${shortPath(file)} cannot be read: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
  try {
    return engine.merge(state);
  } catch (error) {
    throw new CommandError(`${shortPath(file)} cannot be merged: ${(error as Error).message}`, { hint: 'nothing was written' });
  }
}
