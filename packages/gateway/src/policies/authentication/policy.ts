import type { Authentication, Authenticator } from '@airside/identity';
import type { SecurityAlternative } from '@airside/openapi';

import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { KINDS } from './kinds/index.ts';
import { authenticationOptions } from './options.ts';

/** Establishes who calls, from the first credential that the request carries among the accepted kinds. One that does not verify is refused. */
export const authentication = definePolicy({
  checkpoint: 'identity',
  options: authenticationOptions,
  compile(options, context) {
    const authenticators = options.accept.map((kind) => KINDS[kind](options, context));
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
        const result = authenticator.authenticate(request);
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
    if (!authenticator.isPresented(request)) continue;
    for (const name of authenticator.headers) request.withhold(name);
  }
}

/** An empty list of alternatives, or an empty alternative: both ask for nothing (OpenAPI 3.1, Operation Object, `security`). */
function isOpen(security: readonly SecurityAlternative[]): boolean {
  return security.length === 0 || security.some(({ schemes }) => schemes.length === 0);
}
