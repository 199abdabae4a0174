import type { CredentialKind } from '@airside/domain';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import type { AcceptedKind, Verified } from './judgement.ts';

/**
 * Keeps credentials of accepted kinds from the upstream, but for those that verified and may be forwarded: an upstream must not take what
 * nobody looked at for verified, too. A field in which a verified credential stands holds that one alone, and passes with it.
 */
export function withholdUnverified(
  request: PolicyRequest,
  kinds: readonly AcceptedKind[],
  verified: readonly Verified[],
  forward: readonly CredentialKind[],
): void {
  const passing = verified.flatMap(({ authenticator: { kind, headers } }) => (forward.includes(kind) ? headers : []));
  for (const { authenticator } of kinds) {
    if (authenticator.headers.every((name) => passing.includes(name)) || !authenticator.isPresented(request)) continue;
    for (const name of authenticator.headers) if (!passing.includes(name)) request.withhold(name);
  }
}
