import { statfsSync } from 'node:fs';

/** What exchanges leave free on a disk: detections, blocks, messages and what was learned are few, need room as well, and matter more. */
const LARGEST_RESERVE_BYTES = 64 * 1024 * 1024;
const RESERVED_SHARE = 0.2;

type Statfs = (path: string) => { readonly bsize: number; readonly blocks: number; readonly bavail: number };

/** Tells whether the disk of a file has room for more exchanges; yes where the system does not tell. */
export function createRoom(file: string, statfs: Statfs = statfsSync): () => boolean {
  return () => {
    try {
      const { bsize, blocks, bavail } = statfs(file);
      return bavail * bsize >= Math.min(LARGEST_RESERVE_BYTES, RESERVED_SHARE * blocks * bsize);
    } catch {
      return true;
    }
  };
}
