import { hash } from 'node:crypto';

/** SHA-256 of a client secret (UTF-8), as 64 lower-case hexadecimal digits. A fast hash suffices: a secret is random and long. */
export function hashClientSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
