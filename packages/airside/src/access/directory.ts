import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { openDirectoryStore, StoreUnavailableError } from '@airside/control';
import type { DirectoryContents } from '@airside/domain';

import { CommandError, EXIT } from '../exit.ts';
import { DIRECTORY_FILE } from '../up/data-directory.ts';

/** The records of the store in a data directory, which is opened for reading alone; none where there is no store. */
export async function storedContents(dataDirectory: string): Promise<Partial<DirectoryContents>> {
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
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}
