import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import type { ClientTrust } from '@airside/identity';

/** The certificate of a caller, or what is wrong with the one that it showed; neither where it showed none. */
export interface CallerCertificate {
  readonly certificate?: X509Certificate;
  readonly fault?: string;
}

export const NO_CERTIFICATE: CallerCertificate = Object.freeze({});

/**
 * What the caller showed in TLS on this connection, judged by what is trusted now: connections outlive certificates, revocation lists and
 * authorities. `trust` is undefined where the listener asks for none.
 */
export function peerCertificate(socket: Socket, trust: ClientTrust | undefined, nowMs: number): CallerCertificate {
  if (trust === undefined || !(socket instanceof TLSSocket)) return NO_CERTIFICATE;
  const shown = shownOn(socket, trust);
  if (shown?.certificate === undefined) return shown ?? NO_CERTIFICATE;
  const fault = trust.faultOf(shown.certificate, nowMs, shown.verifiedUnder);
  return fault === undefined ? shown : { fault };
}

interface Shown extends CallerCertificate {
  readonly verifiedUnder: string;
}

const shownBySocket = new WeakMap<TLSSocket, Shown>();

function shownOn(socket: TLSSocket, trust: ClientTrust): Shown | undefined {
  const known = shownBySocket.get(socket);
  if (known !== undefined) return known;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return undefined;
  const verifiedUnder = trust.digest;
  // Node gives what the caller showed whether or not it verified, and types the name of the fault as an error.
  const code: unknown = socket.authorizationError;
  const shown = socket.authorized
    ? { certificate, verifiedUnder }
    : { fault: `certificate does not verify: ${String(code)}`, verifiedUnder };
  shownBySocket.set(socket, shown);
  return shown;
}
