import { hash, type KeyObject, X509Certificate } from 'node:crypto';

import { DerError } from './der.ts';
import { pemBlocks } from './pem.ts';
import { type RevocationList, readRevocationList } from './revocation-list.ts';
import { readToBeSigned, type ToBeSigned } from './to-be-signed.ts';

/** Which client certificates are believed now: authorities and revocation lists. Immutable. */
export interface ClientTrust {
  /** Equal for equal authorities and lists. */
  readonly digest: string;
  /** What was noticed about the files that does not keep them from being used. */
  readonly warnings: readonly string[];
  /**
   * What speaks against a certificate at a time (milliseconds since 1970), undefined where nothing does: it is out of date, not for clients,
   * not of these authorities any more, or revoked; or revocation cannot be judged. Path validation was TLS's: this asks again what
   * changes while a connection stays open. `verifiedUnder` is the digest of the trust that TLS verified it under.
   */
  faultOf(certificate: X509Certificate, nowMs: number, verifiedUnder?: string): string | undefined;
}

/** PEM texts. */
export interface ClientTrustFiles {
  /** Roots, and intermediate authorities that clients need not send. */
  readonly ca: string;
  /** A list of each authority; without them nothing is known to be revoked. */
  readonly crl?: string;
}

/** @throws {TypeError} when the files cannot be used; says which and why. */
export function createClientTrust({ ca, crl }: ClientTrustFiles): ClientTrust {
  const authorities = readAuthorities(ca);
  const lists = crl === undefined ? undefined : readLists(crl);
  const warnings = lists === undefined ? [] : checkLists(lists, authorities);
  const known = new WeakMap<X509Certificate, Chain>();
  const chainOf = (certificate: X509Certificate): Chain | undefined => {
    const chain = known.get(certificate) ?? findChain(certificate, authorities);
    if (chain !== undefined) known.set(certificate, chain);
    return chain;
  };
  const digest = digestOf(ca, crl);
  return {
    digest,
    warnings,
    faultOf(certificate, nowMs, verifiedUnder) {
      if (nowMs < certificate.validFromDate.getTime()) return 'certificate is not valid yet';
      if (nowMs > certificate.validToDate.getTime()) return 'certificate has expired';
      const usages = certificate.keyUsage as readonly string[] | undefined;
      if (usages !== undefined && !usages.some((usage) => CLIENT_USAGES.has(usage)))
        return 'certificate is not for clients (extended key usage)';
      const chain = chainOf(certificate);
      if (chain === undefined) return 'certificate cannot be read';
      const { links, isComplete } = chain;
      if (!isComplete && verifiedUnder !== digest) {
        const changed = 'authorities or revocation lists have changed since this connection was opened';
        return verifiedUnder === undefined ? 'certificate is not of an authority that is trusted' : changed;
      }
      return lists === undefined ? undefined : revocationFault(links, lists, nowMs);
    },
  };
}

/** `clientAuth` and `anyExtendedKeyUsage` (RFC 5280 section 4.2.1.12). */
const CLIENT_USAGES = new Set(['1.3.6.1.5.5.7.3.2', '2.5.29.37.0']);
const LONGEST_CHAIN = 8;

interface Authority {
  readonly certificate: X509Certificate;
  readonly fields: ToBeSigned;
}

/** The certificate and the authorities above it, as far as they are known here. */
interface Chain {
  readonly links: readonly ToBeSigned[];
  /** It ends at a root. Where not, the caller sent intermediate certificates, which TLS has seen and nobody keeps. */
  readonly isComplete: boolean;
}

/** Undefined where the certificate is none by the strict rules of DER. */
function findChain(certificate: X509Certificate, authorities: readonly Authority[]): Chain | undefined {
  const own = tryToRead(certificate);
  if (own === undefined) return undefined;
  const links = [own];
  for (let current = certificate; links.length <= LONGEST_CHAIN; ) {
    const next = authorities.find(
      (authority) => current.checkIssued(authority.certificate) && current.verify(authority.certificate.publicKey),
    );
    if (next === undefined) return { links, isComplete: false };
    links.push(next.fields);
    if (isRoot(next)) return { links, isComplete: true };
    current = next.certificate;
  }
  return { links, isComplete: false };
}

function tryToRead(certificate: X509Certificate): ToBeSigned | undefined {
  try {
    return readToBeSigned(certificate.raw);
  } catch {
    return undefined;
  }
}

function revocationFault(
  links: readonly ToBeSigned[],
  lists: ReadonlyMap<string, readonly RevocationList[]>,
  nowMs: number,
): string | undefined {
  for (const [index, { issuer, serialNumber }] of links.entries()) {
    const of = index === 0 ? 'certificate' : 'authority above the certificate';
    const its = lists.get(issuer);
    if (its === undefined) return `no revocation list of the issuer of the ${of}`;
    if (its.some(({ revoked }) => revoked.has(serialNumber))) return `${of} is revoked`;
    if (its.every(({ nextUpdateMs }) => nowMs > nextUpdateMs)) return `the revocation list for the ${of} has expired`;
  }
  return undefined;
}

function readAuthorities(ca: string): readonly Authority[] {
  const blocks = named('ca', () => pemBlocks(ca, 'CERTIFICATE'));
  const authorities = blocks.map((block, index) =>
    named(`ca, certificate ${index + 1}`, () => {
      const certificate = new X509Certificate(block);
      if (!certificate.ca) throw new TypeError('is not the certificate of an authority');
      return { certificate, fields: readToBeSigned(certificate.raw) };
    }),
  );
  if (!authorities.some(isRoot)) throw new TypeError('ca: expected the certificate of a root authority (one that it has signed itself)');
  return authorities;
}

function isRoot({ certificate, fields }: Authority): boolean {
  return fields.issuer === fields.subject && certificate.verify(certificate.publicKey);
}

function readLists(crl: string): ReadonlyMap<string, readonly RevocationList[]> {
  const lists = named('crl', () => pemBlocks(crl, 'X509 CRL')).map((block, index) =>
    named(`crl, list ${index + 1}`, () => readRevocationList(block)),
  );
  if (lists.length === 0) throw new TypeError('crl: expected at least one X509 CRL block');
  return Map.groupBy(lists, ({ issuer }) => issuer);
}

function checkLists(lists: ReadonlyMap<string, readonly RevocationList[]>, authorities: readonly Authority[]): string[] {
  const keysOf = (issuer: string): KeyObject[] =>
    authorities.filter(({ fields }) => fields.subject === issuer).map((it) => it.certificate.publicKey);
  for (const [issuer, its] of lists) {
    const keys = keysOf(issuer);
    for (const list of its) {
      if (keys.length > 0 && !named('crl', () => keys.some((key) => list.isSignedBy(key)))) {
        throw new TypeError('crl: a list is not signed by the authority that it names');
      }
    }
  }
  const now = Date.now();
  return [
    ...authorities.flatMap(({ certificate, fields }) =>
      lists.has(fields.subject) ? [] : [`crl has no list of ${JSON.stringify(certificate.subject)}: no certificate below it is accepted`],
    ),
    ...[...lists.values()].flatMap((its) =>
      its.every(({ nextUpdateMs }) => now > nextUpdateMs)
        ? ['a revocation list has expired: no certificate of its issuer is accepted']
        : [],
    ),
  ];
}

function digestOf(ca: string, crl = ''): string {
  return hash('sha256', JSON.stringify([ca, crl]));
}

function named<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof DerError) throw new TypeError(`${what}: ${error.message}`, { cause: error });
    throw new TypeError(`${what}: cannot be read`, { cause: error });
  }
}
