import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The file that a rule set names: relative to the file that names it, or, for a plain name, a package installed beside that. */
export function locateFile(name: string, from: string): string {
  const beside = resolve(dirname(from), name);
  if (/^\.{0,2}[\\/]/.test(name) || existsSync(beside)) return beside;
  try {
    return createRequire(pathToFileURL(from)).resolve(name);
  } catch {
    return beside;
  }
}
