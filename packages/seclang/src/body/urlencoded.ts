import { urlDecode } from '../transformations/url-decode.ts';
import type { Argument } from './argument.ts';

export interface UrlencodedBody {
  /** In the order of the text; a name may occur more than once, and may be empty. */
  readonly arguments: readonly Argument[];
  /** Whether a `%` stands that two hexadecimal digits do not follow. */
  readonly hasInvalidEncoding: boolean;
  /** Why the rest of the text was not read. */
  readonly error?: string;
}

export interface UrlencodedLimits {
  /** Arguments at most; what follows is not read. */
  readonly arguments: number;
  /** The byte that parts pairs; `&` where absent. */
  readonly separator?: string;
}

/**
 * Reads a query string or a body of `application/x-www-form-urlencoded`: pairs parted by `&` (or another separator), name and value parted by the first `=`, both
 * decoded. A pair without `=` is a name with an empty value; nothing between two separators is an empty name.
 */
export function parseUrlencoded(text: string, limits: UrlencodedLimits = { arguments: 1000 }): UrlencodedBody {
  const found: Argument[] = [];
  const { separator = '&' } = limits;
  const hasInvalidEncoding = hasBadEscape(text);
  for (let start = 0; start < text.length; ) {
    if (found.length >= limits.arguments) {
      return { arguments: found, hasInvalidEncoding, error: `There are more than ${limits.arguments} arguments` };
    }
    const at = text.indexOf(separator, start);
    const end = at < 0 ? text.length : at;
    const pair = text.slice(start, end);
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    found.push({ name: urlDecode.apply(name), value: urlDecode.apply(value) });
    start = end + 1;
  }
  return { arguments: found, hasInvalidEncoding };
}

function hasBadEscape(text: string): boolean {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    if (!isHexDigit(text.charCodeAt(at + 1)) || !isHexDigit(text.charCodeAt(at + 2))) return true;
  }
  return false;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
