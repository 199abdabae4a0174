/** What the header of an entry says (POSIX.1-1988, ustar). */
export interface Header {
  readonly path: string;
  /** One character. */
  readonly type: string;
  readonly bytes: number;
}

const CHECKSUM = { start: 148, end: 156 };

/** Reads a block of 512 bytes. Throws an Error where it is no header. */
export function readHeader(block: Uint8Array): Header {
  const text = Buffer.from(block).toString('latin1');
  const magic = text.slice(257, 263);
  // "ustar\0" is POSIX, where a prefix may stand before the name; "ustar " is GNU, which has other things there.
  const posix = magic === 'ustar\0';
  if (!posix && magic !== 'ustar ') throw new Error('this is no tar archive of the formats ustar, pax or GNU');
  if (octal(text.slice(CHECKSUM.start, CHECKSUM.end)) !== checksum(block)) throw new Error('a header of the archive is damaged');
  const name = terminated(text.slice(0, 100));
  const prefix = posix ? terminated(text.slice(345, 500)) : '';
  return { path: prefix === '' ? name : `${prefix}/${name}`, type: text.charAt(156), bytes: octal(text.slice(124, 136)) };
}

/** The sum of all bytes, those of the sum itself taken as spaces. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, index) => sum + (index >= CHECKSUM.start && index < CHECKSUM.end ? 0x20 : byte), 0);
}

function terminated(field: string): string {
  const end = field.indexOf('\0');
  return end === -1 ? field : field.slice(0, end);
}

function octal(field: string): number {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(field)?.[1];
  if (digits === undefined) throw new Error('a number in a header of the archive is not octal');
  return Number.parseInt(digits, 8);
}
