import { dirname, resolve } from 'node:path';

import { parseDocument } from 'yaml';

import { configuredDataDirectory, DATA_DIRECTORY } from './up/data-directory.ts';

const LONGEST_TEXT = 4 * 1024 * 1024;

/**
 * Where the data most likely is of a configuration file with errors: what it names as its directory, where that can be read; else the usual place beside it, where an Airside answers there.
 * Undefined where neither is so, or the file cannot be read at all. A running Airside goes on with the configuration of before, and whoever has to let a caller in again cannot wait for the file to be mended.
 */
export async function dataDirectoryOfFaulty(file: string, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const named = text.length > LONGEST_TEXT ? undefined : namedDirectory(text);
  if (named !== undefined) return configuredDataDirectory(dirname(file), { directory: named });
  const usual = resolve(dirname(file), DATA_DIRECTORY);
  const { isAnswering } = await import('./admin/client.ts');
  return (await isAnswering(usual)) ? usual : undefined;
}

/** What `store.directory` says, in a text whose other parts may make no sense. */
function namedDirectory(text: string): string | undefined {
  try {
    const named = parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: false }).getIn(['store', 'directory']);
    // What it refers to may be what is missing.
    return typeof named === 'string' && named !== '' && !named.includes('${') ? named : undefined;
  } catch {
    return undefined;
  }
}
