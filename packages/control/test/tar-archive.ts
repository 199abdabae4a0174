import { gzipSync } from 'node:zlib';

/** An entry as it shall stand in an archive, however wrong. */
export interface Entry {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** A file where absent. */
  readonly type?: string;
  readonly link?: string;
  readonly prefix?: string;
  readonly magic?: string;
  /** Instead of the length of the content. */
  readonly size?: string;
  readonly checksum?: string;
}

/** A tar archive of these entries, with its end. */
export function tar(entries: readonly Entry[], end: Uint8Array = Buffer.alloc(1024)): Buffer {
  return Buffer.concat([...entries.flatMap(blocks), end]);
}

export function tarGz(entries: readonly Entry[]): Buffer {
  return gzipSync(tar(entries));
}

/** A pax record: its length counts its own digits. */
export function paxRecord(keyword: string, value: string): string {
  const rest = ` ${keyword}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}${rest}`.length !== length) length++;
  return `${length}${rest}`;
}

function blocks({ path, content = '', type = '0', link = '', prefix = '', magic = 'ustar\x0000', size, checksum }: Entry): Buffer[] {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100, 'latin1');
  header.write('0000644\0', 100);
  header.write(size ?? `${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 12, 'latin1');
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156, 1, 'latin1');
  header.write(link, 157, 100, 'latin1');
  header.write(magic, 257, 8, 'latin1');
  header.write(prefix, 345, 155, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
