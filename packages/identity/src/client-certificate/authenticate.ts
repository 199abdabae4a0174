import type { X509Certificate } from 'node:crypto';

import type { CertificateRecord, Principal } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import { quotedString } from '../header/quoted-string.ts';
import { matchesOf } from './match.ts';
import { certificateThumbprint } from './thumbprint.ts';

export interface CertificateOptions {
  readonly realm: string;
  readonly directory: Directory;
}

/**
 * Accepts the certificate that the caller showed in TLS (RFC 8446 section 4.4.2), which the listener has verified, where it is that of exactly one
 * consumer. The challenge scheme `Certificate` is not registered with IANA: HTTP has no way to ask for a certificate (RFC 9110 section 11).
 */
export function createCertificateAuthenticator({ realm, directory }: CertificateOptions): Authenticator {
  const judged = new WeakMap<X509Certificate, { readonly generation: number; readonly answer: Authentication }>();
  return {
    kind: 'certificate',
    challenge: `Certificate realm=${quotedString(realm)}`,
    headers: [],
    isPresented: ({ certificate, certificateFault }) => certificate !== undefined || certificateFault !== undefined,
    authenticate({ certificate, certificateFault }) {
      if (certificateFault !== undefined) return { outcome: 'refused', reason: certificateFault };
      if (certificate === undefined) return ABSENT;
      const known = judged.get(certificate);
      if (known?.generation === directory.generation) return known.answer;
      const answer = judge(certificate, directory);
      judged.set(certificate, { answer, generation: directory.generation });
      return answer;
    },
  };
}

function judge(certificate: X509Certificate, directory: Directory): Authentication {
  const thumbprint = certificateThumbprint(certificate);
  const refused = (reason: string): Authentication => ({ outcome: 'refused', reason: `certificate ${thumbprint}: ${reason}` });
  const matches = matchesOf(certificate);
  if (matches === undefined) return refused('its names cannot be read');
  const records = matches.map((match) => directory.certificate(match)).filter((record) => record !== undefined);
  const [first] = records;
  if (first === undefined) return refused('it belongs to no consumer');
  const other = records.find(({ consumer }) => consumer !== first.consumer);
  if (other !== undefined) return refused(`it fits consumers ${first.consumer} and ${other.consumer}`);
  return answerFor(first, thumbprint, directory, refused);
}

function answerFor(
  { consumer, scopes }: CertificateRecord,
  thumbprint: string,
  directory: Directory,
  refused: (reason: string) => Authentication,
): Authentication {
  const standing = standingOf({ consumer }, directory);
  if ('fault' in standing) return refused(standing.fault);
  const principal: Principal = Object.freeze({
    kind: 'certificate',
    subject: consumer,
    consumer,
    credential: thumbprint,
    scopes: Object.freeze([...(scopes ?? directory.consumer(consumer)?.scopes ?? [])]),
    ...standing,
    thumbprint,
  });
  return Object.freeze({ outcome: 'accepted', principal });
}
