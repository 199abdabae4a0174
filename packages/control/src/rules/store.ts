import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { takeExclusiveLock } from '../lock/exclusive-lock.ts';
import type { RuleSetFile } from './file-collector.ts';
import { RuleStoreError } from './rule-store-error.ts';
import type { StoreState } from './state.ts';
import { readState, writeState } from './state-file.ts';

const STAGING = '.staging-';

/** The rule sets in a data directory: `rules/NAME/VERSION/…`, and `rules/state.json`, which says what counts. */
export interface RuleStore {
  /** Changes whenever anything does. */
  readonly stateFile: string;
  /** Throws a RuleStoreError where it cannot be read. */
  state(): StoreState;
  directoryOf(name: string, version: string): string;
  /** Does something that nobody else may do at the same time. Throws a RuleStoreError, and whatever `work` throws. */
  change<T>(work: (changes: RuleStoreChanges) => T): T;
}

export interface RuleStoreChanges {
  readonly state: StoreState;
  /** Writes files aside, and yields the folder; what is not placed is gone afterwards. */
  stage(files: readonly RuleSetFile[]): string;
  /**
   * Makes a state count, with a staged folder as one of its versions. The folder is there before the state says so, and goes only after
   * the state does not: whenever the process ends, what the state names is whole.
   */
  commit(state: StoreState, placed?: { readonly staged: string; readonly name: string; readonly version: string }): void;
}

/** The store in a data directory, which need not be there before something is changed. */
export function openRuleStore(dataDirectory: string): RuleStore {
  const root = join(dataDirectory, 'rules');
  const stateFile = join(root, 'state.json');
  const directoryOf = (name: string, version: string) => join(root, name, version);

  const commit: RuleStoreChanges['commit'] = (state, placed) => {
    const place = placed === undefined ? undefined : directoryOf(placed.name, placed.version);
    if (placed !== undefined && place !== undefined) {
      mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
      rmSync(place, { recursive: true, force: true });
      renameSync(placed.staged, place);
    }
    try {
      writeState(stateFile, state);
    } catch (error) {
      if (place !== undefined) rmSync(place, { recursive: true, force: true });
      throw error;
    }
  };

  return {
    stateFile,
    directoryOf,
    state: () => readState(stateFile),
    change(work) {
      const unlock = locked(root);
      try {
        const state = readState(stateFile);
        try {
          return work({ state, stage: (files) => stage(root, files), commit });
        } finally {
          tidy(root, readState(stateFile));
        }
      } catch (error) {
        throw isSystemError(error) ? unavailable(root, error) : error;
      } finally {
        unlock();
      }
    },
  };
}

function locked(root: string): () => void {
  let unlock: (() => void) | undefined;
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    unlock = takeExclusiveLock(join(root, 'store.lock'));
  } catch (error) {
    throw unavailable(root, error as Error);
  }
  if (unlock !== undefined) return unlock;
  throw new RuleStoreError('unavailable', `another command is changing the rule sets in ${root}`, { hint: 'try again when it has ended' });
}

function stage(root: string, files: readonly RuleSetFile[]): string {
  const directory = mkdtempSync(join(root, STAGING));
  for (const { path, content } of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, content, { mode: 0o600, flag: 'wx', flush: true });
  }
  return directory;
}

/** Removes what was left unfinished, now or by a command that was killed, and versions that are not kept any more. */
function tidy(root: string, { sets }: StoreState): void {
  const remove = (path: string) => rmSync(path, { recursive: true, force: true });
  for (const name of readdirSync(root)) if (name.startsWith(STAGING)) remove(join(root, name));
  for (const { name, versions } of sets) {
    for (const version of namesIn(join(root, name))) {
      if (!versions.some((kept) => kept.version === version)) remove(join(root, name, version));
    }
  }
}

/** Of a folder that somebody removed, none. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unavailable(root: string, error: Error): RuleStoreError {
  return new RuleStoreError('unavailable', `the rule sets in ${root} cannot be changed: ${error.message}`, {
    hint: 'what was there is as it was; this user has to own the folder, and there has to be space',
    cause: error,
  });
}
