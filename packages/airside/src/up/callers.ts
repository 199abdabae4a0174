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
    // Without it, keys that were revoked could be taken for keys that never were, and callers of the store be turned away.
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}
