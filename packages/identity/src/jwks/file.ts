import { type FileHandle, open, stat } from 'node:fs/promises';

import { decodeKeySet, type KeySource, LARGEST_KEY_SET_BYTES } from './source.ts';

/** A key set in a file. */
export function createFileSource(path: string): KeySource {
  return {
    location: path,
    async read(signal) {
      // Asked before opening: to open a pipe would wait for a writer.
      if (!(await stat(path)).isFile()) throw new Error('is not a regular file');
      const file = await open(path, 'r');
      try {
        return decodeKeySet(await readBounded(file, signal));
      } finally {
        await file.close();
      }
    },
  };
}

async function readBounded(file: FileHandle, signal: AbortSignal): Promise<Uint8Array> {
  const buffer = Buffer.alloc(LARGEST_KEY_SET_BYTES + 1);
  let length = 0;
  while (length < buffer.length) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
  }
  throw new Error(`is larger than ${LARGEST_KEY_SET_BYTES} bytes`);
}
