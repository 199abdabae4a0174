import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the Core Rule Set lies: `$AIRSIDE_SHARED/crs`, or beside the repository. Warns, and yields undefined, when it is not there. */
export function crsFolder(version: string): string | undefined {
  const root = process.env['AIRSIDE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
  const folder = `${root}/crs/${version}`;
  if (existsSync(folder)) return folder;
  process.emitWarning(
    `the Core Rule Set ${version} is not at ${folder}: its tests are skipped; name the folder above crs in AIRSIDE_SHARED`,
  );
  return undefined;
}
