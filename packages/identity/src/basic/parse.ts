const LONGEST_USERNAME_BYTES = 512;
/** Longest password, in UTF-8 bytes. */
export const LONGEST_PASSWORD_BYTES = 256;

export type ParsedBasic =
  | { readonly ok: true; readonly username: string; readonly password: string }
  | { readonly ok: false; readonly reason: string };

/**
 * User name and password of Basic credentials (RFC 7617 section 2): strict base64 of strict UTF-8, split at the first colon, no control
 * characters. Both in Unicode normal form C, as RFC 8265 asks, so that every keyboard yields the same password.
 */
export function parseBasicCredentials(credentials: string): ParsedBasic {
  if (credentials.length > LONGEST_ENCODED) return fault('are too long');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials)) return fault('are not base64');
  const bytes = Buffer.from(credentials, 'base64');
  // Node skips over missing or surplus padding and stray bits; only what encodes back to itself is strict base64 (RFC 4648 section 4).
  if (bytes.toString('base64') !== credentials) return fault('are not strict base64');
  const text = decodeUtf8(bytes);
  if (text === undefined) return fault('are not UTF-8');
  if (/\p{Cc}/u.test(text)) return fault('hold control characters');
  const colon = text.indexOf(':');
  if (colon === -1) return fault('have no colon between user name and password');
  const username = text.slice(0, colon);
  const password = text.slice(colon + 1);
  if (username === '') return fault('have an empty user name');
  if (Buffer.byteLength(username) > LONGEST_USERNAME_BYTES) return fault(`have a user name over ${LONGEST_USERNAME_BYTES} bytes`);
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) return fault(`have a password over ${LONGEST_PASSWORD_BYTES} bytes`);
  return { ok: true, username: username.normalize('NFC'), password: password.normalize('NFC') };
}

const LONGEST_ENCODED = Math.ceil((LONGEST_USERNAME_BYTES + 1 + LONGEST_PASSWORD_BYTES) / 3) * 4;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function fault(what: string): ParsedBasic {
  return { ok: false, reason: `Basic credentials ${what}` };
}
