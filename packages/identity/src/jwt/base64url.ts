import { isUtf8 } from 'node:buffer';

/**
 * Whether a text has only characters that `bytesOf` and `textOf` cannot mistake for others: the platform reads plain base64 and passes over what
 * it does not know, and takes a character beyond Latin-1 for its last eight bits. Dots are left to the caller.
 */
export function isUnambiguous(text: string): boolean {
  return !text.includes('+') && !text.includes('/') && Buffer.byteLength(text, 'utf8') === text.length;
}

/** The bytes that an unambiguous text spells in base64url, or `undefined` unless it is their one spelling. */
export function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return isSpelling(part, bytes.length) ? bytes : undefined;
}

/** The same for bytes that are a text in UTF-8, of at most 12 KiB. */
export function textOf(part: string): string | undefined {
  const length = workspace.write(part, 0, 'base64url');
  if (!isSpelling(part, length)) return undefined;
  const text = workspace.toString('utf8', 0, length);
  return text.includes(REPLACEMENT) && !isUtf8(workspace.subarray(0, length)) ? undefined : text;
}

/** For tokens of 16,384 characters. Allocating bytes for each token costs more than reading them. Only claims pass through, never signatures. */
const workspace = Buffer.allocUnsafeSlow(12 * 1024);
/** What stands in a text where its bytes are no UTF-8, or where they say so themselves. */
const REPLACEMENT = '\ufffd';

/**
 * One spelling for each sequence of bytes: not empty, no padding, nothing passed over, and no bits in the last character that the bytes do not
 * have (RFC 4648 section 3.5). `length` is how many bytes were read.
 */
function isSpelling(part: string, length: number): boolean {
  const rest = part.length % 4;
  if (length === 0 || rest === 1 || length !== Math.floor((part.length * 3) / 4)) return false;
  return rest === 0 || (rest === 2 ? FOUR_BITS_CLEAR : TWO_BITS_CLEAR).includes(part.charAt(part.length - 1));
}

const FOUR_BITS_CLEAR = 'AQgw';
const TWO_BITS_CLEAR = 'AEIMQUYcgkosw048';
