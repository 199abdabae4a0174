import type { TLSSocket } from 'node:tls';

import type { ProblemName } from '@airside/domain';

/**
 * Why nobody may come in on a new connection whose caller has to show a certificate, or `undefined`. TLS 1.3 ends the handshake of the caller
 * before its certificate is verified, and Node does so in all versions: what the caller sees is a connection that is closed before any answer.
 */
export function certificateFault(socket: TLSSocket): { readonly problem: ProblemName; readonly reason: string } | undefined {
  if (socket.authorized) return undefined;
  if (socket.getPeerX509Certificate() === undefined) {
    return { problem: 'credential-required', reason: 'connection closed in TLS: no client certificate, which this listener requires' };
  }
  // Node types the name of the fault as an error.
  const code: unknown = socket.authorizationError;
  return { problem: 'credential-invalid', reason: `connection closed in TLS: client certificate does not verify: ${String(code)}` };
}
