import { paxPath } from './pax.ts';
import { type Header, readHeader } from './tar-header.ts';

const BLOCK = 512;
const LONGEST_EXTENSION = 64 * 1024;
/** Types of entry that say something of the entry behind them: pax for it, pax for all, GNU's long name. */
const EXTENSIONS = new Set(['x', 'g', 'L']);

/** A file or folder in an archive, its path as it is written there. */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly content: Uint8Array;
}

/**
 * The files and folders of a tar archive: ustar (POSIX.1-1988), with the path of pax headers (POSIX.1-2001) and GNU's long names. All
 * else is refused, as another program might read it in another way: links, devices, sparse files, further headers, bytes behind the end.
 * Throws an Error.
 */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  let offset = 0;
  let longPath: string | undefined;
  const take = (bytes: number): Uint8Array => {
    const padded = Math.ceil(bytes / BLOCK) * BLOCK;
    if (offset + padded > archive.length) throw new Error('the archive ends too early');
    const taken = archive.subarray(offset, offset + bytes);
    offset += padded;
    return taken;
  };
  for (let block = take(BLOCK); block.some(Boolean); block = take(BLOCK)) {
    const header = readHeader(block);
    if (EXTENSIONS.has(header.type)) {
      if (header.bytes > LONGEST_EXTENSION) throw new Error('the archive holds a header that is too long');
      const said = extension(header, take(header.bytes));
      if (said === undefined) continue;
      if (longPath !== undefined) throw new Error('an entry of the archive has two paths');
      longPath = said;
      continue;
    }
    const path = longPath ?? header.path;
    longPath = undefined;
    yield { path, kind: kindOf(header.type, path), content: take(header.bytes) };
  }
  if (longPath !== undefined) throw new Error('the archive ends too early');
  if (archive.subarray(offset).some(Boolean)) throw new Error('there are bytes behind the end of the archive');
}

/** The path that the header gives to the entry behind it, if any. */
function extension({ type }: Header, content: Uint8Array): string | undefined {
  if (type !== 'L') return paxPath(content, type === 'g');
  const text = Buffer.from(content).toString('latin1');
  return text.replace(/\0$/, '');
}

const REFUSED: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a named pipe',
  K: 'a link',
  S: 'a sparse file',
};

function kindOf(type: string, path: string): TarEntry['kind'] {
  if (type === '5') return 'folder';
  if (type === '0' || type === '\0') return 'file';
  throw new Error(
    `${JSON.stringify(path)} is ${REFUSED[type] ?? `of the unknown type ${JSON.stringify(type)}`}: expected files and folders only`,
  );
}
