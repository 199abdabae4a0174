import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { syncDirectory } from '@airside/domain';

const MOST_ASIDE = 3;

/** What was learned, in a file that is always whole: the one of before, or the one of now. What is there of one that could not be finished is removed. */
export async function writeStateFile(file: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await using handle = await open(unfinished, 'w', 0o600);
    for await (const part of parts) {
      for (let written = 0; written < part.length; ) written += (await handle.write(part, written)).bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
  await rename(unfinished, file);
  syncDirectory(dirname(file));
}

export interface Restored {
  readonly restored: boolean;
  /** Why the file could not be used, or not all of it, and where it was put. */
  readonly trouble: string | undefined;
}

/**
 * Gives what is in the file to `take`, where there is one. What `take` refuses is set aside, so that it can be looked at, and learning begins anew; of what it takes in part, a
 * copy is. The newest three are kept.
 */
export function restoreStateFile(file: string, take: (state: Uint8Array) => readonly string[], now: () => number = Date.now): Restored {
  if (!existsSync(file)) return { restored: false, trouble: undefined };
  try {
    const left = take(readFileSync(file));
    if (left.length === 0) return { restored: true, trouble: undefined };
    const where = aside(file, now(), copyFileSync);
    return { restored: true, trouble: `of ${file} not all could be taken over (${left.slice(0, 5).join('; ')}); ${where}` };
  } catch (error) {
    return { restored: false, trouble: setAside(file, (error as Error).message, now()) };
  }
}

/** Moves a file away that cannot be used, and says so. */
export function setAside(file: string, reason: string, nowMs: number): string {
  return `${file} cannot be used: ${reason}; ${aside(file, nowMs, renameSync)}, and learning begins anew`;
}

function aside(file: string, nowMs: number, put: (from: string, to: string) => void): string {
  const to = `${file}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '')}`;
  try {
    put(file, to);
    forgetOlder(file);
    return `it is kept as ${to}`;
  } catch (error) {
    return `it could not be kept (${(error as Error).message})`;
  }
}

function forgetOlder(file: string): void {
  const prefix = `${basename(file)}.damaged-`;
  const kept = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix));
  // Their names end with a time, so that they are in its order.
  for (const name of kept.toSorted().slice(0, -MOST_ASIDE)) rmSync(join(dirname(file), name), { force: true });
}
