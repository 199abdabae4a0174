import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import type { Fetch, Fetched } from './fetch.ts';
import { isUrl } from './reference.ts';

export interface LoadRefusal {
  readonly message: string;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  /** The file could not be read at all: the problem lies where it is named. */
  readonly unreadable: boolean;
}

/**
 * The text of a file of UTF-8, or of what `fetch` gets from a URL. Never throws; only regular files are read, at most as many bytes as are
 * said.
 */
export async function readText(
  file: string,
  mostBytes: number,
  fetch?: Fetch,
): Promise<{ readonly text: string } | { readonly refused: LoadRefusal }> {
  const read = fetch && isUrl(file) ? await fetch(file, mostBytes) : await readBounded(file, mostBytes);
  if ('refused' in read) return { refused: { unreadable: true, ...read.refused } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(read.bytes) };
  } catch {
    return { refused: { message: 'the file is not UTF-8', expected: 'text in UTF-8', unreadable: false } };
  }
}

async function readBounded(file: string, most: number): Promise<Fetched> {
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) return { refused: { message: 'not a regular file', expected: 'a file of YAML or JSON' } };
    const bytes = new Uint8Array(Math.min(stat.size, most) + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > most) return { refused: { message: 'the file is too large', expected: `at most ${most} bytes` } };
    return { bytes: bytes.subarray(0, length) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { refused: { message: `the file cannot be read (${code})`, hint: code === 'ENOENT' ? 'Check the path.' : undefined } };
  }
}
