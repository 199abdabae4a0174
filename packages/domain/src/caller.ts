import type { Exchange } from './exchange.ts';

/** Who called, as people count callers: the consumer, else the subject of the credential, else the address. */
export function callerOf({ principal, client }: Pick<Exchange, 'principal' | 'client'>): string {
  return principal?.consumer ?? (principal === null || principal.kind === 'anonymous' ? client.address : principal.subject);
}
