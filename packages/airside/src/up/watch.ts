import { createHash } from 'node:crypto';
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';

const SETTLE_MS = 100;

/**
 * Calls back when the content of one of the files has changed. Directories are watched, not files: editors and deployments replace files
 * rather than write into them. The set of files may be changed at any time.
 */
export function watchFiles(onChange: () => void): { set(files: readonly string[]): void; close(): void } {
  const watchers = new Map<string, FSWatcher>();
  let files: readonly string[] = [];
  let digest = '';
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    timer = undefined;
    const now = digestOf(files);
    if (now === digest) return;
    digest = now;
    onChange();
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  };

  return {
    set(next) {
      files = next;
      digest = digestOf(files);
      const directories = new Set(files.map((file) => dirname(file)));
      for (const [directory, watcher] of watchers) {
        if (directories.has(directory)) continue;
        watcher.close();
        watchers.delete(directory);
      }
      for (const directory of directories) {
        if (watchers.has(directory)) continue;
        try {
          watchers.set(
            directory,
            watch(directory, lookSoon).on('error', () => undefined),
          );
        } catch {
          // A directory that cannot be watched (none there yet, no more watches to be had) is reread on SIGHUP only.
        }
      }
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file);
    try {
      hash.update(readFileSync(file));
    } catch {
      hash.update('absent');
    }
  }
  return hash.digest('hex');
}
