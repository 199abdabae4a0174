import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes names in a directory last over a loss of power, where the system can do that. */
export function syncDirectory(directory: string): void {
  try {
    const descriptor = openSync(directory, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows cannot.
  }
}
