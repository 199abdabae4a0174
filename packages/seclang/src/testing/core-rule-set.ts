import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { crsSetupFile } from '../crs-setup.ts';
import { sharedFolder } from './shared-data.ts';

const DEBIAN = '/usr/share/modsecurity-crs';
const SIGNATURE_FILE = 'rules/REQUEST-901-INITIALIZATION.conf';
const SIGNATURE = /^SecComponentSignature "OWASP_CRS\/([\d.]+)/m;

/** A Core Rule Set of this machine. */
export interface CoreRuleSet {
  readonly folder: string;
  /** Such as `4.28.0`, as its rules say. */
  readonly version: string;
  /** Where its own regression tests are; undefined where it came without. */
  readonly tests: string | undefined;
}

/**
 * The Core Rule Set: the first to have a version that begins so, in `AIRSIDE_CRS`, in `crs/4.28` of the shared data (`AIRSIDE_SHARED`, or
 * `shared` beside the checkout), and where Debian's package modsecurity-crs puts it. Undefined where none of them is.
 */
export function findCoreRuleSet(version = '', env: NodeJS.ProcessEnv = process.env): CoreRuleSet | undefined {
  return [env['AIRSIDE_CRS'], join(sharedFolder(env), 'crs/4.28'), DEBIAN]
    .flatMap((folder) => (folder === undefined ? [] : openFolder(folder)))
    .find((found) => found.version.startsWith(version));
}

/** The same for tests, which are skipped without: says so. */
export function coreRuleSetForTests(version: string): CoreRuleSet | undefined {
  const found = findCoreRuleSet(version);
  if (found === undefined) {
    const where = version.startsWith('3') ? 'apt-get install modsecurity-crs' : 'name the folder above crs/4.28 in AIRSIDE_SHARED';
    process.emitWarning(`there is no Core Rule Set ${version}: its tests are skipped; name its folder in AIRSIDE_CRS, or ${where}`);
  }
  return found;
}

function openFolder(folder: string): CoreRuleSet[] {
  const file = join(folder, SIGNATURE_FILE);
  if (!existsSync(file) || crsSetupFile(folder) === undefined) return [];
  const version = SIGNATURE.exec(readFileSync(file, 'latin1'))?.[1];
  const tests = join(folder, 'tests');
  return version === undefined ? [] : [{ folder, version, tests: existsSync(tests) ? tests : undefined }];
}
