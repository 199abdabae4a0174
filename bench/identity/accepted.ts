import type { Authenticator, CredentialRequest } from '@airside/identity';

/** Rejects unless the authenticator accepts the request: the cost of a refusal would say nothing. */
export async function assertAccepted(authenticator: Authenticator, request: CredentialRequest): Promise<void> {
  const result = await authenticator.authenticate(request);
  if (result.outcome !== 'accepted') {
    throw new Error(`${authenticator.kind}: expected the credential to be accepted; it is ${result.outcome}: ${JSON.stringify(result)}`);
  }
}
