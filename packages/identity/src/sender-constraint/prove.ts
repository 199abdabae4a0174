import type { PresentedToken } from '../access-token/presented.ts';
import type { CredentialRequest } from '../authenticator.ts';
import { certificateThumbprint } from '../certificate-bound/thumbprint.ts';
import type { ProofJudgement, ProofVerifier } from '../dpop/verify.ts';
import type { Confirmation } from './confirmation.ts';

export type SenderJudgement =
  | ProofJudgement
  | { readonly outcome: 'refused'; readonly reason: string; readonly error: 'invalid_token'; readonly headers?: readonly string[] };

/**
 * Whether a token came from whom it is bound to. A token that is bound to a key is refused as a bearer token (RFC 9449 section 7.2), one that
 * is not is refused under the scheme DPoP, and one that is bound to a certificate is refused on a connection without it (RFC 8705 section 3).
 */
export function proveSender(
  { scheme, token }: PresentedToken,
  { jkt, x5tS256 }: Confirmation,
  request: CredentialRequest,
  proofs: ProofVerifier | undefined,
): SenderJudgement | Promise<SenderJudgement> {
  if (scheme === 'DPoP' && jkt === undefined) return refused('token is not bound to a key (cnf.jkt), and was sent under the scheme DPoP');
  if (scheme === 'Bearer' && jkt !== undefined) return refused('token is bound to a key (cnf.jkt), and was sent as a bearer token');
  if (x5tS256 !== undefined) {
    const { certificate } = request;
    if (certificate === undefined) return refused('token is bound to a client certificate (cnf.x5t#S256), and the connection shows none');
    if (certificateThumbprint(certificate) !== x5tS256) {
      return refused('token is bound to another client certificate (cnf.x5t#S256) than the connection shows');
    }
  }
  if (jkt === undefined) return { outcome: 'accepted' };
  return proofs === undefined
    ? refused('token is bound to a key (cnf.jkt): DPoP is not accepted here')
    : proofs.verify(request, token, jkt);
}

function refused(reason: string): SenderJudgement {
  return { outcome: 'refused', reason, error: 'invalid_token' };
}
