import { X509Certificate } from 'node:crypto';

import type { ClientTrust } from '@airside/identity';

import { type CallerCertificate, NO_CERTIFICATE } from './peer-certificate.ts';

/** In base64; a certificate has one or two kilobytes. */
const LONGEST_FIELD = 16_384;
/** RFC 9440 section 2.1: an Item that is a Byte Sequence (RFC 9651 section 3.3.5), without parameters. */
const BYTE_SEQUENCE = /^:([A-Za-z0-9+/]+={0,2}):$/;

/** The certificate in a `Client-Cert` field (RFC 9440 section 2.2), which a trusted proxy has written and verified. */
export function forwardedCertificate(field: string | undefined, trust: ClientTrust, nowMs: number): CallerCertificate {
  if (field === undefined) return NO_CERTIFICATE;
  const encoded = field.length > LONGEST_FIELD ? undefined : BYTE_SEQUENCE.exec(field)?.[1];
  const certificate = encoded === undefined ? undefined : parse(encoded);
  if (certificate === undefined) return { fault: 'Client-Cert of the proxy holds no certificate' };
  const fault = trust.faultOf(certificate, nowMs);
  return fault === undefined ? { certificate } : { fault };
}

function parse(encoded: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}
