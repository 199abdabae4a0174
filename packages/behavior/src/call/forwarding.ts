import { isIP } from 'node:net';

import { canonicalAddress } from '@airside/domain';

/** Lists to which each proxy adds whom it was called by (`X-Forwarded-For`; `Forwarded`, RFC 7239). */
const LISTS: ReadonlySet<string> = new Set(['x-forwarded-for', 'forwarded']);
/** Fields that proxies write, with the one that they were called by. */
const SINGLE: ReadonlySet<string> = new Set([
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
]);
const MOST_ENTRIES = 64;

/** Whether a header field, in small letters, tells whom a proxy was called by. */
export function namesClient(name: string): boolean {
  return SINGLE.has(name) || LISTS.has(name);
}

/**
 * What of a header field the client itself has sent: of fields that name the client, not the entry of the address that it was found to have, nor what proxies behind that
 * added. Where the gateway trusts no proxy in front of it, the client is whoever is connected, and all that it says of others is its own. Undefined where nothing is the client's own.
 */
export function sentByClient(name: string, value: string, clientAddress: string): string | undefined {
  if (SINGLE.has(name)) return addressIn(value) === clientAddress ? undefined : value;
  if (!LISTS.has(name)) return value;
  const entries = value.split(',', MOST_ENTRIES);
  const own = entries.findLastIndex((entry) => addressIn(name === 'forwarded' ? forIn(entry) : entry) === clientAddress);
  if (own === -1) return value;
  return own === 0 ? undefined : entries.slice(0, own).join(',');
}

/** The `for` of an element of `Forwarded`; '' where it has none. */
function forIn(element: string): string {
  for (const pair of element.split(';', MOST_ENTRIES)) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim().toLowerCase() === 'for') return pair.slice(equals + 1).replaceAll('"', '');
  }
  return '';
}

/** The address of an entry that may have a port, as it is written in one way only; '' where it is none. */
function addressIn(entry: string): string {
  const text = entry.trim();
  const host = text.startsWith('[')
    ? text.slice(1, Math.max(1, text.indexOf(']')))
    : isIP(text) === 0
      ? text.slice(0, text.lastIndexOf(':'))
      : text;
  return isIP(host) === 0 ? '' : canonicalAddress(host);
}
