import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const SHARED = process.env['AIRSIDE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');

/** A file or folder among the data that is kept outside of the repository; undefined, with a warning, if it is not there. */
export function sharedPath(path: string): string | undefined {
  const found = resolve(SHARED, path);
  if (existsSync(found)) return found;
  // oxlint-disable-next-line no-console -- a skip must be seen
  console.warn(`${path} is not there: set AIRSIDE_SHARED to the folder that holds it. The tests that need it are skipped.`);
  return undefined;
}
