import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type DirectoryStore, openDirectoryStore, StoreUnavailableError } from '@airside/control';
import type { DirectoryContents } from '@airside/domain';
import { createDirectory, type MutableDirectory } from '@airside/identity';

import { CommandError, EXIT } from '../exit.ts';
import { DIRECTORY_FILE } from './data-directory.ts';
import { createKeyUseRecorder } from './key-use-recorder.ts';
import type { Log } from './log.ts';

/** The callers that live in the store: the store, and the copy of it that gateways are given. */
export interface Callers {
  readonly store: DirectoryStore;
  readonly directory: MutableDirectory;
  /** Key ids, and when each was last used, in milliseconds since 1970. */
  noteKeyUses(uses: readonly (readonly [id: string, atMs: number])[]): void;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  close(): Promise<void>;
}

/** Opens the store of callers; `configured` are the records of the configuration file as it is served now. */
export async function openCallers(dataDirectory: string, configured: () => DirectoryContents, log: Log): Promise<Callers> {
  try {
    const store = await openDirectoryStore(join(dataDirectory, DIRECTORY_FILE), { configured });
    const directory = createDirectory(await store.contents());
    const uses = createKeyUseRecorder({ record: (batch) => store.recordKeyUse(batch), log });
    return {
      store,
      directory,
      noteKeyUses(batch) {
        for (const [id, lastUsedAtMs] of batch) {
          const record = directory.record('key', id);
          if (record !== undefined) directory.apply([{ kind: 'key', id, record: { ...record, lastUsedAtMs } }]);
        }
        uses.accept(batch);
      },
      degradations: () => uses.degradations(),
      async close() {
        await uses.close();
        await store.close();
      },
    };
  } catch (error) {
    throw explained(error);
  }
}

/** The records of a store that no process has open yet; none where there is no store, or one that has to be brought up to date first. */
export async function storedRecords(dataDirectory: string): Promise<Partial<DirectoryContents>> {
  const file = join(dataDirectory, DIRECTORY_FILE);
  if (!existsSync(file)) return {};
  try {
    const store = await openDirectoryStore(file, { readOnly: true });
    try {
      return await store.contents();
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailableError && error.reason === 'older-version') return {};
    throw explained(error);
  }
}

/** A store that cannot be used is a reason not to start: without it, its callers would be turned away. */
function explained(error: unknown): unknown {
  return error instanceof StoreUnavailableError ? new CommandError(error.message, { exitCode: EXIT.unavailable }) : error;
}
