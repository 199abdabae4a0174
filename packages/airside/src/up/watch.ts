import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

const SETTLE_MS = 100;
const POLL_MS = 2000;
/** A file's time of change comes from a clock that may be a tick behind. */
const CLOCK_TICK_MS = 20;

export interface FileWatcher {
  /**
   * Watches these files, and the names in directories among them, from now on. `readSince` (milliseconds since 1970) says when the caller began to read them: what has changed after
   * that counts as a change.
   */
  set(files: readonly string[], readSince: number): void;
  close(): void;
}

/**
 * Calls back when the content of one of the files has changed. Directories are watched, not files: editors and deployments replace files
 * rather than write into them. Where the system reports no changes (network file systems, the target of a link), looking every two seconds
 * finds them.
 */
export function watchFiles(onChange: () => void): FileWatcher {
  const watchers = new Map<string, FSWatcher>();
  let digests = new Map<string, string>();
  let stamps = '';
  let timer: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;

  const look = (): void => {
    timer = undefined;
    const now = new Map([...digests.keys()].map((file) => [file, digestOf(file)]));
    const changed = [...now].some(([file, digest]) => digests.get(file) !== digest);
    digests = now;
    if (changed) onChange();
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  };
  const compareStamps = (): void => {
    const now = [...digests.keys()].map(stampOf).join();
    if (now !== stamps) lookSoon();
    stamps = now;
  };

  return {
    set(files, readSince) {
      digests = new Map(files.map((file) => [file, digests.get(file) ?? (changedAfter(file, readSince) ? 'changed' : digestOf(file))]));
      watchDirectories(watchers, new Set(files.flatMap((file) => (isDirectory(file) ? [file, dirname(file)] : [dirname(file)]))), lookSoon);
      poll ??= setInterval(compareStamps, POLL_MS).unref();
      // What changed before the directories were watched was reported to nobody.
      lookSoon();
    },
    close() {
      clearTimeout(timer);
      clearInterval(poll);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function watchDirectories(watchers: Map<string, FSWatcher>, wanted: ReadonlySet<string>, onEvent: () => void): void {
  for (const [directory, watcher] of watchers) {
    if (wanted.has(directory)) continue;
    watcher.close();
    watchers.delete(directory);
  }
  for (const directory of wanted) {
    if (watchers.has(directory)) continue;
    try {
      const watcher = watch(directory, onEvent);
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(directory);
      });
      watchers.set(directory, watcher);
    } catch {
      // A directory that cannot be watched (none there yet, no more watches to be had) is looked at every two seconds only.
    }
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function changedAfter(file: string, time: number): boolean {
  const stamp = statSync(file, { throwIfNoEntry: false });
  return stamp !== undefined && stamp.ctimeMs > time - CLOCK_TICK_MS;
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'absent';
  }
}

/** Of a directory, the names in it count. */
function digestOf(file: string): string {
  try {
    const content = statSync(file).isDirectory() ? readdirSync(file).sort().join('\0') : readFileSync(file);
    return createHash('sha256').update(content).digest('hex');
  } catch {
    return 'absent';
  }
}
