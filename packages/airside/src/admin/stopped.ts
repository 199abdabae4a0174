import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { createAdministration, openAdminApi, openDirectoryStore, StoreUnavailableError } from '@airside/control';
import type { DirectoryContents } from '@airside/domain';
import { configuredDirectory } from '@airside/gateway';
import { createDirectory } from '@airside/identity';

import { storedBehavior } from '../behavior/stored-behavior.ts';
import { readConfiguration } from '../configured.ts';
import type { DataDirectoryOptions } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note } from '../terminal.ts';
import { DIRECTORY_FILE } from '../up/data-directory.ts';
import { type AdminRequest, assertDone } from './answer.ts';

/** What only an Airside has that has run. */
const OF_BEHAVIOR = /^\/v1\/(?:incidents|detections|sanctions|callers|behavior)\b/;

/**
 * Answers a question as an Airside would that were started now: from the store, which is opened for reading alone, and from the configuration
 * file. Throws `notRunning` where there is neither, or nothing that could be asked.
 */
export async function askStopped(
  dataDirectory: string,
  options: DataDirectoryOptions,
  { method, path }: AdminRequest,
  notRunning: unknown,
): Promise<unknown> {
  const file = join(dataDirectory, DIRECTORY_FILE);
  const loaded = await readConfiguration(options, 'who may call', 'mend them');
  if (loaded === undefined && !existsSync(file) && !OF_BEHAVIOR.test(path)) throw notRunning;
  const behavior = await storedBehavior(dataDirectory, loaded?.configuration, loaded?.bundle);
  if (behavior === undefined && OF_BEHAVIOR.test(path)) throw notRunning;
  note('no Airside is running: this is what store and configuration file say');
  const configured = createDirectory(loaded === undefined ? {} : configuredDirectory(loaded.configuration));
  const store = await openStore(file, () => configured.contents());
  try {
    const app = await openAdminApi({
      ...(behavior !== undefined && { behavior: behavior.administration }),
      administration: createAdministration({
        store,
        directory: createDirectory(await store.contents()),
        configured: () => configured,
        placeOf: () => undefined,
        publish: unreachable,
      }),
      actorOf: unreachable,
      onError: (error) => note(String(error)),
    });
    const { statusCode, body } = await app.inject({ method, url: path });
    await app.close();
    return assertDone({ status: statusCode, text: body });
  } finally {
    await behavior?.close();
    await store.close();
  }
}

async function openStore(file: string, configured: () => DirectoryContents) {
  try {
    return await (existsSync(file)
      ? openDirectoryStore(file, { configured, readOnly: true })
      : openDirectoryStore(':memory:', { configured }));
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}

function unreachable(): never {
  throw new Error('a store that is read only was to be changed');
}
