import { type KeyObject, verify } from 'node:crypto';

import { DER_TAG, type DerElement, DerError, derChildren, derTime, readDer } from './der.ts';
import { hex } from './to-be-signed.ts';

/** A certificate revocation list (RFC 5280 section 5), complete for its issuer. */
export interface RevocationList {
  /** Encoded name in hexadecimal digits. */
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly thisUpdateMs: number;
  readonly nextUpdateMs: number;
  /** Serial numbers as content octets in hexadecimal digits. */
  readonly revoked: ReadonlySet<string>;
  isSignedBy(key: KeyObject): boolean;
}

/**
 * Reads a revocation list. Not accepted are lists that speak for some certificates only (deltas, distribution points, indirect lists): with
 * these a certificate that is not named need not be a good one.
 *
 * @throws {DerError} when it is malformed or not accepted.
 */
export function readRevocationList(raw: Uint8Array): RevocationList {
  const [tbs, algorithm, signature, rest] = derChildren(readDer(raw, DER_TAG.sequence));
  if (tbs?.tag !== DER_TAG.sequence || algorithm === undefined || signature?.tag !== DER_TAG.bitString || rest !== undefined) {
    throw new DerError('not a revocation list');
  }
  // The first octet of a bit string counts its unused bits, of which a signature has none.
  if (signature.content[0] !== 0) throw new DerError('the signature is not a whole number of octets');
  const fields = [...derChildren(tbs)];
  const first = fields[0]?.tag === DER_TAG.integer ? 1 : 0;
  const [inner, issuer, thisUpdate, nextUpdate, ...optional] = fields.slice(first);
  if (inner === undefined || issuer?.tag !== DER_TAG.sequence || thisUpdate === undefined) throw new DerError('not a revocation list');
  if (hex(inner.encoded) !== hex(algorithm.encoded)) throw new DerError('the list names two signature algorithms');
  // RFC 5280 section 5.1.2.5: it must be there, and a list that never ages could be kept from being renewed for ever.
  if (nextUpdate === undefined || !isTime(nextUpdate)) throw new DerError('the list does not say when the next one is due');
  const entries = optional[0]?.tag === DER_TAG.sequence ? optional[0] : undefined;
  const extensions = optional[entries === undefined ? 0 : 1];
  if (extensions !== undefined) refuseCritical(readDer(extensions.content, DER_TAG.sequence));
  const digest = SIGNATURES.get(hex([...derChildren(algorithm)][0]?.content ?? new Uint8Array()));
  return {
    issuer: hex(issuer.encoded),
    thisUpdateMs: derTime(thisUpdate),
    nextUpdateMs: derTime(nextUpdate),
    revoked: entries === undefined ? new Set() : readEntries(entries),
    isSignedBy(key) {
      if (digest === undefined) throw new DerError('the list is signed with an algorithm that is not supported');
      return verify(digest, tbs.encoded, key, signature.content.subarray(1));
    },
  };
}

/** Digests by the signature's algorithm: ECDSA and RSA with SHA-256, 384, 512 (RFC 5758, RFC 8017), Ed25519 (RFC 8410), which has its own. */
const SIGNATURES: ReadonlyMap<string, string | null> = new Map([
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2b6570', null],
]);

const BOOLEAN = 0x01;

function isTime({ tag }: DerElement): boolean {
  return tag === DER_TAG.utcTime || tag === DER_TAG.generalizedTime;
}

function readEntries(entries: DerElement): ReadonlySet<string> {
  const serials = new Set<string>();
  for (const entry of derChildren(entries)) {
    const [serial, date, extensions] = derChildren(entry);
    if (serial?.tag !== DER_TAG.integer || date === undefined || !isTime(date)) throw new DerError('an entry is malformed');
    if (extensions !== undefined && extensions.content.length > 0) refuseCritical(extensions);
    serials.add(hex(serial.content));
  }
  return serials;
}

/** What makes a list or an entry mean less than it seems to is marked critical (RFC 5280 sections 5.2.4, 5.2.5, 5.3.3). */
function refuseCritical(extensions: DerElement): void {
  for (const extension of derChildren(extensions)) {
    const [, critical] = derChildren(extension);
    if (critical?.tag === BOOLEAN && critical.content[0] !== 0) {
      throw new DerError('the list is a delta, indirect, or for some certificates only: expected a complete one');
    }
  }
}
