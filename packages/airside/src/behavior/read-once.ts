import { statSync } from 'node:fs';

import { CommandError, EXIT } from '../exit.ts';
import { nameOf } from '../traffic/chunks.ts';

/** Throws where something that gives its bytes once, standard input or a pipe, would have to be read twice. `isReadTwice`: all of it is. */
export function refuseReadingTwice(files: readonly string[], isReadTwice: boolean): void {
  const seen = new Set<string>();
  for (const file of files) {
    if ((isReadTwice || seen.has(file)) && givesOnce(file)) {
      throw new CommandError(`${nameOf(file)} can be read once only, and is needed twice`, {
        exitCode: EXIT.usage,
        hint: 'write it into a file first',
      });
    }
    seen.add(file);
  }
}

function givesOnce(file: string): boolean {
  if (file === '-') return true;
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
