import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { syncDirectory } from '@airside/domain';

import { RuleStoreError } from './rule-store-error.ts';
import { type StoreState, storeState } from './state.ts';

/** What the state file says; of a store that is not there, that it is empty. Throws a RuleStoreError where it is damaged. */
export function readState(file: string): StoreState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { format: 1, sets: [] };
    throw new RuleStoreError('unavailable', `${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Said below, as for all other damage.
  }
  const result = storeState.safeParse(value);
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.') ?? '';
  throw new RuleStoreError(
    'unavailable',
    `${file} is damaged, or a later version of Airside wrote it${place === '' ? '' : ` (at ${place})`}`,
    {
      hint: 'nothing was changed: restore it, or move the folder aside and install the rule sets again',
    },
  );
}

/** Replaces the state file in one step: whoever reads sees the one or the other, also after a crash. */
export function writeState(file: string, state: StoreState): void {
  const unfinished = `${file}.new`;
  try {
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  syncDirectory(dirname(file));
}
