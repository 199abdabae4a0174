import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { CommandError, EXIT } from '../exit.ts';

/** Takes a data directory for this process; two at once would write the same store. Yields what gives it back. */
export function lockDataDirectory(directory: string): () => void {
  const file = join(directory, 'airside.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid}\n`);
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(readFileSync(file, 'utf8').trim());
    if (isAlive(owner)) {
      throw new CommandError(`an Airside is running with ${directory} already (process ${owner})`, {
        exitCode: EXIT.unavailable,
        hint: 'stop it first, or name another directory with --data',
      });
    }
    rmSync(file, { force: true });
  }
  throw new CommandError(`${file} cannot be taken`, { exitCode: EXIT.unavailable });
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
