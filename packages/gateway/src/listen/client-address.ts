import { isIP } from 'node:net';

import { canonicalAddress, compileAddressList, plainAddress } from '@airside/domain';

const LONGEST_CHAIN = 64;

export interface ForwardingTrust {
  readonly trustedProxies: readonly string[];
  readonly forwardedHeader: 'X-Forwarded-For' | 'Forwarded';
}

/**
 * Who calls, behind proxies. Only a trusted peer's forwarding field is read, from its right end: each entry was written by the hop after it,
 * so the caller is the rightmost entry that is no trusted proxy itself. What stands further left anybody could have written. An entry that
 * is no address (`unknown`, `_hidden`, RFC 7239 section 6) ends the search at the proxy that wrote it.
 */
export function compileClientAddress(trust: ForwardingTrust): (peer: string, header: (name: string) => string | undefined) => string {
  const isTrusted = compileAddressList(trust.trustedProxies);
  const field = trust.forwardedHeader.toLowerCase();
  const entriesOf = trust.forwardedHeader === 'Forwarded' ? forwardedFor : (value: string) => value.split(',').map((entry) => entry.trim());

  return (peer, header) => {
    let address = plainAddress(peer);
    if (!isTrusted(address)) return address;
    const value = header(field);
    if (value === undefined) return address;
    const entries = entriesOf(value);
    for (let index = entries.length - 1; index >= Math.max(0, entries.length - LONGEST_CHAIN); index--) {
      const entry = withoutPort(entries[index] ?? '');
      if (isIP(entry) === 0) return address;
      address = canonicalAddress(entry);
      if (!isTrusted(address)) return address;
    }
    return address;
  };
}

/** True where the peer is a trusted proxy. */
export function compileProxyTrust(trustedProxies: readonly string[]): (peer: string) => boolean {
  const isTrusted = compileAddressList(trustedProxies);
  return (peer) => isTrusted(plainAddress(peer));
}

function withoutPort(entry: string): string {
  if (entry.startsWith('[')) return entry.slice(1, Math.max(1, entry.indexOf(']')));
  const colon = entry.indexOf(':');
  return colon !== -1 && colon === entry.lastIndexOf(':') ? entry.slice(0, colon) : entry;
}

/** The `for` parameters of a Forwarded field (RFC 7239 section 4), from left to right; an empty string for an element without one. */
function forwardedFor(value: string): string[] {
  return splitOutsideQuotes(value, ',').map((element) => {
    for (const pair of splitOutsideQuotes(element, ';')) {
      const equals = pair.indexOf('=');
      if (equals === -1 || pair.slice(0, equals).trim().toLowerCase() !== 'for') continue;
      const text = pair.slice(equals + 1).trim();
      return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
    }
    return '';
  });
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
