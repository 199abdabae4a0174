// oxlint-disable-next-line import/no-unassigned-import -- the certificates' library expects it to be there
import 'reflect-metadata';

import { type X509Certificate as NodeCertificate, randomBytes, webcrypto, X509Certificate } from 'node:crypto';

import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonGeneralNames,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Crl,
  X509CrlGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** A certificate with its private key, both as PEM too. */
export interface Issued {
  readonly certificate: NodeCertificate;
  readonly pem: string;
  readonly keyPem: string;
  /** Lower-case hexadecimal digits. */
  readonly serialNumber: string;
}

export interface CertificateOptions {
  readonly subject?: string;
  readonly san?: JsonGeneralNames;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** What it may be used for; clients where absent, anything where empty. */
  readonly usages?: readonly ('client' | 'server')[];
  readonly extensions?: readonly Extension[];
}

export interface CrlOptions {
  readonly revoked?: readonly Issued[];
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly extensions?: readonly Extension[];
}

/** A certification authority of a test. */
export interface Authority extends Issued {
  issue(options?: CertificateOptions): Promise<Issued>;
  /** An authority below this one. */
  intermediate(subject: string, extensions?: readonly Extension[]): Promise<Authority>;
  /** PEM. */
  crl(options?: CrlOptions): Promise<string>;
}

/** A root authority with this distinguished name. */
export async function createAuthority(subject = 'CN=Test CA'): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const serialNumber = newSerial();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    serialNumber,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 30 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
  });
  return authorityOf(subject, keys, await issued(certificate.toString('pem'), keys.privateKey, serialNumber));
}

/** A certificate that nobody but itself vouches for. */
export async function createSelfSigned(subject = 'CN=client'): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const serialNumber = newSerial();
  const extensions = [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])];
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    serialNumber,
    notAfter: new Date(Date.now() + DAY_MS),
    signingAlgorithm: ALGORITHM,
    extensions,
  });
  return issued(certificate.toString('pem'), keys.privateKey, serialNumber);
}

/** A revocation list as another library reads it. */
export function parseCrl(raw: Uint8Array): X509Crl {
  return new X509Crl(Buffer.from(raw));
}

/** Alternative names that are one name of this tag, whatever is in it. */
export function rawNames(tag: number, name: string): Extension {
  const bytes = Buffer.from(name, 'latin1');
  return new Extension('2.5.29.17', false, Buffer.concat([Buffer.from([0x30, bytes.length + 2, tag, bytes.length]), bytes]));
}

/** Name constraints (RFC 5280 section 4.2.1.10) that permit hosts below a domain only. */
export function onlyNamesBelow(domain: string): Extension {
  const name = Buffer.from(domain);
  const subtree = Buffer.concat([Buffer.from([0x30, name.length + 2, 0x82, name.length]), name]);
  const permitted = Buffer.concat([Buffer.from([0xa0, subtree.length]), subtree]);
  return new Extension('2.5.29.30', true, Buffer.concat([Buffer.from([0x30, permitted.length]), permitted]));
}

function authorityOf(issuer: string, keys: webcrypto.CryptoKeyPair, self: Issued): Authority {
  const sign = async (subject: string, options: CertificateOptions, own: readonly Extension[]) => {
    const subjectKeys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
    const serialNumber = newSerial();
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer,
      serialNumber,
      publicKey: subjectKeys.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      notBefore: options.notBefore ?? new Date(Date.now() - DAY_MS),
      notAfter: options.notAfter ?? new Date(Date.now() + 7 * DAY_MS),
      extensions: [await AuthorityKeyIdentifierExtension.create(keys.publicKey), ...own, ...(options.extensions ?? [])],
    });
    return { subjectKeys, made: await issued(certificate.toString('pem'), subjectKeys.privateKey, serialNumber) };
  };
  return {
    ...self,
    async issue(options = {}) {
      const usages = (options.usages ?? ['client']).map((usage) =>
        usage === 'client' ? ExtendedKeyUsage.clientAuth : ExtendedKeyUsage.serverAuth,
      );
      const { made } = await sign(options.subject ?? 'CN=client', options, [
        ...(usages.length > 0 ? [new ExtendedKeyUsageExtension(usages)] : []),
        ...(options.san === undefined ? [] : [new SubjectAlternativeNameExtension(options.san)]),
      ]);
      return made;
    },
    async intermediate(subject, extensions = []) {
      const { made, subjectKeys } = await sign(subject, { extensions }, [new BasicConstraintsExtension(true, undefined, true)]);
      return authorityOf(subject, subjectKeys, made);
    },
    async crl({ revoked = [], thisUpdate, nextUpdate, extensions = [] } = {}) {
      const crl = await X509CrlGenerator.create({
        issuer,
        thisUpdate: thisUpdate ?? new Date(Date.now() - DAY_MS),
        nextUpdate: nextUpdate ?? new Date(Date.now() + DAY_MS),
        entries: revoked.map(({ serialNumber }) => ({ serialNumber, revocationDate: new Date(Date.now() - 60_000) })),
        extensions: [...extensions],
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
      });
      return pem('X509 CRL', crl.rawData);
    },
  };
}

async function issued(text: string, privateKey: webcrypto.CryptoKey, serialNumber: string): Promise<Issued> {
  const keyPem = pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', privateKey));
  return { certificate: new X509Certificate(text), pem: `${text}\n`, keyPem, serialNumber };
}

function pem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines.trimEnd()}\n-----END ${label}-----\n`;
}

/** Positive, 16 octets. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.toString('hex');
}
