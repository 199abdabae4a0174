import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder with the data of tests that is no part of the repository: `AIRSIDE_SHARED`, else `shared` beside the checkout. */
export function sharedFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['AIRSIDE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
}

/** A file or folder in `sharedFolder`; undefined, with a warning, if it is not there. */
export function sharedPath(path: string): string | undefined {
  const found = join(sharedFolder(), path);
  if (existsSync(found)) return found;
  process.emitWarning(`${path} is not there: set AIRSIDE_SHARED to the folder that holds it. The tests that need it are skipped.`);
  return undefined;
}
