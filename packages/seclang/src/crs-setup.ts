import { basename, join } from 'node:path';

import { fileSystem, type RuleFiles } from './language/source.ts';

const SETUP_FILES = ['crs-setup.conf', 'crs-setup.conf.example'];
/** Debian's package keeps the rules in /usr/share/modsecurity-crs, and what may be changed in /etc. */
const DEBIAN = { folder: 'modsecurity-crs', setup: '../../../etc/modsecurity/crs/crs-setup.conf' };

/**
 * The setup file of a folder with the Core Rule Set: its own, else the example that it comes with, else that of Debian's package for the folder
 * of that package. Its rules refuse to work without one. Undefined where there is none.
 */
export function crsSetupFile(folder: string, files: RuleFiles = fileSystem): string | undefined {
  const names = basename(folder) === DEBIAN.folder ? [...SETUP_FILES, DEBIAN.setup] : SETUP_FILES;
  return names.flatMap((name) => files.list(join(folder, name)))[0];
}
