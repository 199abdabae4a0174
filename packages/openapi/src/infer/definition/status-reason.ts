import { STATUS_CODES } from 'node:http';

/** What a status means, in words (RFC 9110 section 15). */
export function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? `Status ${status}`;
}
