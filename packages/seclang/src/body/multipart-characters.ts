/** White space of C's `isspace`: space, tab, line feed, vertical tab, form feed, carriage return. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Whether a byte may stand in a token (RFC 2045, section 5.1). */
export function isTokenByte(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && !TSPECIALS.has(byte);
}

const TSPECIALS: ReadonlySet<number> = new Set(Array.from('()<>@,;:\\"/[]?=', (character) => character.charCodeAt(0)));
