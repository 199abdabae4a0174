import { open } from 'node:fs/promises';

const OWNER_AND_GROUP = 0o640;

/**
 * Appends bytes to a file in one write: what several processes append does not mix. The file is opened by its name each time, so that one
 * that was renamed or removed by a rotation is let go of. A new one is for its owner and group only. Rejects where not all was written.
 */
export async function appendWhole(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'a', OWNER_AND_GROUP);
  try {
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length) throw new Error('the disk is full');
  } finally {
    await handle.close();
  }
}
