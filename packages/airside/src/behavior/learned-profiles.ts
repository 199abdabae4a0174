import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createBehaviorEngine, type LearnedOperation } from '@airside/behavior';

import { CommandError, EXIT } from '../exit.ts';
import { shortPath } from '../terminal.ts';
import { BEHAVIOR_STATE_FILE, loadBehaviorKey } from '../up/data-directory.ts';

/** What an Airside has learned of requests, as it saved it in its data directory within the last minute; undefined where it saved nothing yet. */
export function learnedProfiles(directory: string): readonly LearnedOperation[] | undefined {
  const file = join(directory, BEHAVIOR_STATE_FILE);
  if (!existsSync(file)) return undefined;
  const engine = createBehaviorEngine({ key: loadBehaviorKey(directory) });
  try {
    engine.merge(readFileSync(file));
  } catch (error) {
    throw new CommandError(`${shortPath(file)} cannot be used: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
  return engine.profiles();
}
