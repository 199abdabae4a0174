import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

import { type ClientTrustFiles, pemBlocks, toPem } from '@airside/identity';

/** Certificate and private key of a listener, PEM, and whose client certificates it believes. */
export interface ListenerIdentity {
  readonly cert: string;
  readonly key: string;
  readonly clients?: ClientTrustFiles & { readonly mode: 'optional' | 'required' };
}

export type ListenerTls = ListenerIdentity | null;

/**
 * What TLS needs of it. A listener that asks for certificates resumes no sessions: a resumed one brings the certificate that was verified when it
 * began, past a revocation since, and not the chain it was verified with. Nor may the caller negotiate anew, as somebody else.
 */
export function secureContextOptions({ cert, key, clients }: ListenerIdentity): SecureContextOptions {
  const options: SecureContextOptions = { cert, key, minVersion: 'TLSv1.2' };
  if (clients === undefined) return options;
  options.ca = clients.ca;
  options.secureOptions = constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION;
  // Node reads the first list of each text only.
  if (clients.crl !== undefined) options.crl = pemBlocks(clients.crl, 'X509 CRL').map((block) => toPem(block, 'X509 CRL'));
  return options;
}
