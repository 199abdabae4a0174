import type { Transaction } from '../pipeline/transaction.ts';
import type { ClientTrusts } from '../snapshot/client-trust.ts';
import { forwardedCertificate } from './forwarded-certificate.ts';
import { type CallerCertificate, peerCertificate } from './peer-certificate.ts';

/**
 * The certificate of the caller. A trusted proxy ends the TLS of callers: where it names their certificates, its own is not theirs, and a caller
 * for whom it names none has shown none.
 */
export function callerCertificate(transaction: Transaction, { listeners, forwarded }: ClientTrusts): CallerCertificate {
  const { request, time } = transaction;
  if (forwarded !== undefined && transaction.peerIsTrusted) return forwardedCertificate(transaction.header('client-cert'), forwarded, time);
  const found = peerCertificate(request.socket, listeners[transaction.listener], time);
  // A new connection is judged by what is trusted now; on this one every further request would fail.
  if (found.fault !== undefined) transaction.response.shouldKeepAlive = false;
  return found;
}
