import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a client secret as sent with the SHA-256 that is kept (64 hexadecimal digits), in constant time. */
export function compareSecret(sha256: string | undefined, sent: string): boolean {
  const expected = Buffer.from(sha256 ?? '', 'hex');
  const found = createHash('sha256').update(sent).digest();
  return expected.length === found.length && timingSafeEqual(expected, found);
}
