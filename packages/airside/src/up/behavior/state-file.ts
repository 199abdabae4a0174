import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** What was learned, in a file that is always whole: the one of before, or the one of now. */
export function writeStateFile(file: string, state: Uint8Array): void {
  const unfinished = `${file}.unfinished`;
  const descriptor = openSync(unfinished, 'w', 0o600);
  try {
    for (let written = 0; written < state.length; ) written += writeSync(descriptor, state, written);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
}

export interface Restored {
  readonly restored: boolean;
  /** Why the file could not be used, and where it was put. */
  readonly trouble: string | undefined;
}

/** Gives what is in the file to `take`, where there is one. What `take` refuses is set aside, so that it can be looked at, and learning begins anew. */
export function restoreStateFile(file: string, take: (state: Uint8Array) => void, now: () => number = Date.now): Restored {
  if (!existsSync(file)) return { restored: false, trouble: undefined };
  try {
    take(readFileSync(file));
    return { restored: true, trouble: undefined };
  } catch (error) {
    const aside = `${file}.damaged-${new Date(now()).toISOString().replaceAll(':', '')}`;
    const moved = attempt(() => renameSync(file, aside));
    const where = moved === undefined ? `it was moved to ${aside}` : `it could not be moved aside (${moved})`;
    return { restored: false, trouble: `${file} cannot be used: ${(error as Error).message}; ${where}, and learning begins anew` };
  }
}

function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
