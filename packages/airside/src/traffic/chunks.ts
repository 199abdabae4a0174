import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { CommandError, EXIT } from '../exit.ts';
import type { Skipped } from './skipped.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file, or of standard input for `-`; those that are compressed with gzip are decompressed on the way. What is left of a file that ends
 * within its compression, or is damaged, is passed over.
 */
export async function* chunksOf(file: string, skipped: Skipped): AsyncGenerator<Buffer> {
  const source = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await nextOf(chunks, file);
  if (first === undefined) return;
  const plain = from(first, chunks, file);
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* plain;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const { promise: failure, resolve } = Promise.withResolvers<unknown>();
  pipeline(plain, gunzip, resolve);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch {
    const reason = await failure;
    if (reason instanceof CommandError) throw reason;
    skipped.add(nameOf(file), 'ends within its compression, or is damaged');
  }
}

/** How messages name a file. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

async function* from(first: Buffer, rest: AsyncIterator<Buffer>, file: string): AsyncGenerator<Buffer> {
  for (let chunk: Buffer | undefined = first; chunk !== undefined; chunk = await nextOf(rest, file)) yield chunk;
}

async function nextOf(chunks: AsyncIterator<Buffer>, file: string): Promise<Buffer | undefined> {
  try {
    const { done, value } = await chunks.next();
    return done === true ? undefined : value;
  } catch (error) {
    throw new CommandError(`${nameOf(file)} cannot be read (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
}
