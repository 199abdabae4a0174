import { CREDENTIAL_KINDS } from '@airside/domain';
import type { Authentication, Authenticator } from '@airside/identity';
import type { SecurityAlternative } from '@airside/openapi';
import { z } from 'zod';

import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { createAuthenticators } from './authenticators.ts';

/** Establishes who calls, from the first credential that the request carries among the accepted kinds. One that does not verify is refused. */
export const authentication = definePolicy({
  checkpoint: 'identity',
  options: z
    .strictObject({
      accept: z
        .array(z.enum(CREDENTIAL_KINDS))
        .min(1)
        .default([...CREDENTIAL_KINDS])
        .describe('Accepted kinds of credential, in the order in which they are tried.'),
      anonymous: z
        .enum(['never', 'declared', 'always'])
        .default('never')
        .describe(
          'Who may call without a credential: nobody; callers of operations whose definition says so (`security: []` or an empty alternative); everybody.',
        ),
      apiKeyHeader: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: 'expected the name of a header field' })
        .default('X-Api-Key')
        .describe('Header field that carries API keys.'),
      issuers: z.array(z.string()).optional().describe('Names of the `issuers` whose tokens are accepted; all of them where absent.'),
      forward: z
        .array(z.enum(CREDENTIAL_KINDS))
        .default(['jwt'])
        .describe('Accepted kinds of credential that the upstream gets to see. The others are removed from the request.'),
    })
    .describe('Who calls: the accepted credentials.'),
  compile(options, context) {
    const authenticators = createAuthenticators(options, context);
    const challenges = authenticators.map(({ challenge }) => challenge);

    return (operation) => {
      const declaredOpen = operation?.security !== undefined && isOpen(operation.security);
      const open = options.anonymous === 'always' || (options.anonymous === 'declared' && declaredOpen);

      const decide = (request: PolicyRequest, result: Authentication, authenticator: Authenticator): Refusal | undefined => {
        switch (result.outcome) {
          case 'accepted':
            request.identify(result.principal);
            withholdCredentials(
              request,
              // Of several credentials one was verified: an upstream must not take another for verified, too.
              authenticators.filter((other) => other !== authenticator || !options.forward.includes(other.kind)),
            );
            return undefined;
          case 'refused':
            return {
              problem: 'credential-invalid',
              reason: result.reason,
              headers: [
                'WWW-Authenticate',
                result.error === undefined ? authenticator.challenge : `${authenticator.challenge}, error="${result.error}"`,
              ],
            };
          case 'unavailable':
            return { problem: 'overloaded', reason: result.reason, headers: ['Retry-After', '5'] };
          case 'absent':
            if (open) return undefined;
            return {
              problem: 'credential-required',
              reason: 'no credential',
              headers: challenges.flatMap((value) => ['WWW-Authenticate', value]),
            };
        }
      };

      const attempt = (request: PolicyRequest, index: number): Refusal | undefined | Promise<Refusal | undefined> => {
        const authenticator = authenticators[index] as Authenticator;
        const result = authenticator.authenticate((name) => request.header(name));
        const next = (settled: Authentication) =>
          settled.outcome === 'absent' && index + 1 < authenticators.length
            ? attempt(request, index + 1)
            : decide(request, settled, authenticator);
        return result instanceof Promise ? result.then(next) : next(result);
      };

      return { head: (request) => attempt(request, 0) };
    };
  },
});

function withholdCredentials(request: PolicyRequest, authenticators: readonly Authenticator[]): void {
  for (const authenticator of authenticators) {
    if (!authenticator.isPresented((name) => request.header(name))) continue;
    for (const name of authenticator.headers) request.withhold(name);
  }
}

/** An empty list of alternatives, or an empty alternative: both ask for nothing (OpenAPI 3.1, Operation Object, `security`). */
function isOpen(security: readonly SecurityAlternative[]): boolean {
  return security.length === 0 || security.some(({ schemes }) => schemes.length === 0);
}
