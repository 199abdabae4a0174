import { isIPv4, isIPv6, SocketAddress } from 'node:net';

import { DER_TAG, derChildren, readDer } from './der.ts';
import { readToBeSigned } from './to-be-signed.ts';

/** The kinds of alternative name that a consumer can be known by. */
export type AlternativeNameKind = 'dns' | 'uri' | 'email' | 'ip';

export interface AlternativeName {
  readonly kind: AlternativeNameKind;
  /** In the form that equal names share. */
  readonly value: string;
}

/** Each costs a look-up. */
const MOST_NAMES = 100;
const LONGEST_NAME = 1024;

/**
 * The subject's alternative names (RFC 5280 section 4.2.1.6), read from the certificate's own bytes. A name that holds NUL, a control character,
 * white space or anything outside ASCII is left out: it is nobody's. Undefined where there are too many, or the extension is malformed.
 */
export function alternativeNamesOf(raw: Uint8Array): readonly AlternativeName[] | undefined {
  try {
    const extension = readToBeSigned(raw).extensions.get(SUBJECT_ALTERNATIVE_NAME);
    if (extension === undefined) return [];
    const names: AlternativeName[] = [];
    let count = 0;
    for (const { tag, content } of derChildren(readDer(extension, DER_TAG.sequence))) {
      if (++count > MOST_NAMES) return undefined;
      const kind = TAGS.get(tag);
      const value =
        kind === undefined ? undefined : canonical(kind, kind === 'ip' ? addressText(content) : Buffer.from(content).toString('latin1'));
      if (kind !== undefined && value !== undefined) names.push({ kind, value });
    }
    return names;
  } catch {
    return undefined;
  }
}

/** A name as configuration writes it: `dns:client.example`, `uri:spiffe://…`, `email:…`, `ip:…`. Undefined where it is none. */
export function parseAlternativeName(text: string): AlternativeName | undefined {
  const colon = text.indexOf(':');
  const kind = [...TAGS.values()].find((name) => name === text.slice(0, colon).toLowerCase());
  const value = kind === undefined ? undefined : canonical(kind, text.slice(colon + 1));
  // A pattern would be compared letter by letter, and match nobody or somebody with an odd certificate.
  return kind === undefined || value === undefined || (kind === 'dns' && value.includes('*')) ? undefined : { kind, value };
}

/** Content octets of object id 2.5.29.17. */
const SUBJECT_ALTERNATIVE_NAME = '551d11';

const TAGS: ReadonlyMap<number, AlternativeNameKind> = new Map([
  [0x81, 'email'],
  [0x82, 'dns'],
  [0x86, 'uri'],
  [0x87, 'ip'],
]);

function canonical(kind: AlternativeNameKind, text: string): string | undefined {
  if (text.length > LONGEST_NAME || !/^[\x21-\x7e]+$/.test(text)) return undefined;
  switch (kind) {
    case 'dns':
      return text.toLowerCase();
    case 'email': {
      // The host of a mailbox compares without regard to case, its local part does not (RFC 5280 section 7.5).
      const at = text.lastIndexOf('@');
      return at < 1 || at === text.length - 1 ? undefined : text.slice(0, at) + text.slice(at).toLowerCase();
    }
    case 'uri':
      return text;
    case 'ip':
      if (isIPv4(text)) return text;
      return isIPv6(text) && !text.includes('%') ? new SocketAddress({ address: text, family: 'ipv6' }).address : undefined;
  }
}

function addressText(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return '';
  return (Buffer.from(octets).toString('hex').match(/.{4}/g) ?? []).join(':');
}
