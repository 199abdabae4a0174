/** Values up to this length are written into one buffer that is used again and again. */
const SHARED_BYTES = 1 << 16;

let shared: Buffer | undefined;

/**
 * A buffer of at least `length` bytes to write a result into, with bytes of earlier results in it. It belongs to the caller until `text` is
 * called; as transformations call nothing else meanwhile, one buffer serves them all.
 */
export function scratch(length: number): Buffer {
  if (length > SHARED_BYTES) return Buffer.allocUnsafeSlow(length);
  shared ??= Buffer.allocUnsafeSlow(SHARED_BYTES);
  return shared;
}

/** The first `length` bytes as a byte string. */
export function text(bytes: Buffer, length: number): string {
  return bytes.toString('latin1', 0, length);
}

/** Writes the first `length` bytes of a value into a buffer of at least that length. */
export function copy(value: string, bytes: Buffer, length: number): void {
  for (let index = 0; index < length; index++) bytes[index] = value.charCodeAt(index);
}

/** The byte at an index of a value; -1 past its end. */
export function byteAt(value: string, index: number): number {
  return index < value.length ? value.charCodeAt(index) : -1;
}

/** White space of C's `isspace` in the C locale: space, tab, line feed, vertical tab, form feed, carriage return. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Whether a byte is an octal digit. */
export function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}

/** Whether a byte is a decimal digit. */
export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Whether a byte is an ASCII letter or digit. */
export function isAlphanumeric(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** What a hexadecimal digit stands for; -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The byte that the two hexadecimal digits at an index stand for; -1 if they are not both there. */
export function hexByte(value: string, index: number): number {
  const high = hexDigit(byteAt(value, index));
  const low = hexDigit(byteAt(value, index + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** A low byte as ASCII if the high byte makes it a full-width form (U+FF01 to U+FF5E), else as it is. */
export function foldFullWidth(high: number, low: number): number {
  return high === 0xff && low > 0x00 && low < 0x5f ? low + 0x20 : low;
}
