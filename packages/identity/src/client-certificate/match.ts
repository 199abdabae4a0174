import type { X509Certificate } from 'node:crypto';

import { alternativeNamesOf, parseAlternativeName } from './alternative-names.ts';
import { canonicalName, canonicalPrintedName } from './distinguished-name.ts';

/** How a consumer's certificate is told from others, as configuration says it: one of the three. */
export interface CertificateChoice {
  readonly subject?: string | undefined;
  readonly san?: string | undefined;
  readonly sha256?: string | undefined;
}

/**
 * The text by which a choice is looked up.
 *
 * @throws {TypeError} when the choice can be that of no certificate.
 */
export function certificateMatch({ subject, san, sha256 }: CertificateChoice): string {
  if (sha256 !== undefined) {
    const digits = sha256.replaceAll(':', '').toLowerCase();
    if (/^[0-9a-f]{64}$/.test(digits)) return `sha256 ${digits}`;
    throw new TypeError('sha256: expected 64 hexadecimal digits, with or without colons');
  }
  if (subject !== undefined) {
    const name = canonicalName(subject);
    if (name !== undefined) return `subject ${name}`;
    throw new TypeError('subject: expected a distinguished name such as CN=client,O=Acme,C=DE (RFC 4514)');
  }
  const name = parseAlternativeName(san ?? '');
  if (name !== undefined) return `${name.kind} ${name.value}`;
  throw new TypeError('san: expected dns:HOST, uri:URI, email:ADDRESS or ip:ADDRESS, without a pattern');
}

/** All texts by which the choices that a certificate fits are looked up, the most exact first; undefined where its names cannot be read. */
export function matchesOf(certificate: X509Certificate): readonly string[] | undefined {
  const names = alternativeNamesOf(certificate.raw);
  if (names === undefined) return undefined;
  const subject = canonicalPrintedName(certificate.subject ?? '');
  return [
    `sha256 ${certificate.fingerprint256.replaceAll(':', '').toLowerCase()}`,
    ...(subject === undefined ? [] : [`subject ${subject}`]),
    ...names.map(({ kind, value }) => `${kind} ${value}`),
  ];
}
