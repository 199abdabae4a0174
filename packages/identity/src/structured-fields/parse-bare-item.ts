import type { Cursor } from './cursor.ts';
import type { BareItem } from './types.ts';

/** RFC 9651 section 4.2.3.1. */
export function parseBareItem(cursor: Cursor): BareItem {
  const { next } = cursor;
  switch (next) {
    case '"':
      return { type: 'string', value: parseString(cursor) };
    case ':':
      return { type: 'bytes', value: parseBytes(cursor) };
    case '?':
      return { type: 'boolean', value: cursor.match(/\?[01]/y, '?0 or ?1') === '?1' };
    case '@': {
      cursor.at++;
      const date = parseNumber(cursor);
      return date.type === 'integer' ? { type: 'date', value: date.value } : cursor.fail('a date has no fraction');
    }
    case '%':
      return { type: 'display', value: parseDisplayString(cursor) };
    default:
      if (/[-0-9]/.test(next)) return parseNumber(cursor);
      return { type: 'token', value: cursor.match(/[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*/y, 'a value') };
  }
}

/** Section 4.2.4: at most 15 digits, or 12 before and 3 after the point. */
function parseNumber(cursor: Cursor): BareItem & { readonly value: number } {
  const digits = cursor.match(/-?\d+/y, 'a number');
  const isNegative = digits.startsWith('-');
  const whole = isNegative ? digits.slice(1) : digits;
  if (cursor.next !== '.') {
    // Minus zero is zero: it is written without the sign.
    return whole.length <= 15 ? { type: 'integer', value: Number(digits) || 0 } : cursor.fail('a number has too many digits');
  }
  cursor.at++;
  const fraction = cursor.match(/\d+/y, 'digits after the point');
  if (whole.length > 12 || fraction.length > 3) cursor.fail('a number has too many digits');
  const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
  return { type: 'decimal', value: isNegative ? -thousandths || 0 : thousandths };
}

/** Section 4.2.5. */
function parseString(cursor: Cursor): string {
  return cursor
    .match(/"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y, 'a string')
    .slice(1, -1)
    .replaceAll(/\\(["\\])/g, '$1');
}

/** Section 4.2.7. Only the one canonical base64 of the bytes: nothing may be changed without changing the value. */
function parseBytes(cursor: Cursor): Uint8Array {
  const encoded = cursor.match(/:[A-Za-z0-9+/=]*:/y, 'a byte sequence').slice(1, -1);
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64') === encoded ? bytes : cursor.fail('a byte sequence is not in canonical base64');
}

/** Section 4.2.10. */
function parseDisplayString(cursor: Cursor): string {
  const encoded = cursor.match(/%"(?:[\x20\x21\x23\x24\x26-\x7e]|%[0-9a-f]{2})*"/y, 'a display string').slice(2, -1);
  const bytes = Buffer.from(
    encoded.replaceAll(/%([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return cursor.fail('a display string is not UTF-8');
  }
}
