import { hash } from 'node:crypto';

/**
 * SHA-256 of an API key (UTF-8), as 64 lower-case hexadecimal digits. A fast hash suffices, because a key is random and long; a password
 * is neither and goes through `hashPassword`.
 */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex');
}
