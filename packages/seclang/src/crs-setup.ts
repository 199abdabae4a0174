import { join } from 'node:path';

import { fileSystem, type RuleFiles } from './language/source.ts';

/** Below the folder; the last is where Debian's package modsecurity-crs puts it, seen from /usr/share/modsecurity-crs. */
const SETUP_FILES = ['crs-setup.conf', 'crs-setup.conf.example', '../../../etc/modsecurity/crs/crs-setup.conf'];

/**
 * The setup file of a folder with the Core Rule Set: its own, else the example that it comes with, else that of Debian's package. Its rules
 * refuse to work without one. Undefined where there is none.
 */
export function crsSetupFile(folder: string, files: RuleFiles = fileSystem): string | undefined {
  return SETUP_FILES.flatMap((name) => files.list(join(folder, name)))[0];
}
