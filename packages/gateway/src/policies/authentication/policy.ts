import type { Authentication, Authenticator, BodyCheck } from '@airside/identity';
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
    // Kinds of token share one.
    const challenges = [...new Set(authenticators.map(({ challenge }) => challenge))];
    /** Requests whose credential vouches for a body that is still to be read. */
    const expected = new WeakMap<PolicyRequest, { readonly check: BodyCheck; readonly authenticator: Authenticator }>();

    return (operation) => {
      const declaredOpen = operation?.security !== undefined && isOpen(operation.security);
      const open = options.anonymous === 'always' || (options.anonymous === 'declared' && declaredOpen);

      const decide = (request: PolicyRequest, result: Authentication, authenticator: Authenticator): Refusal | undefined => {
        switch (result.outcome) {
          case 'accepted':
            addResponseHeaders(request, result.headers);
            request.identify(result.principal);
            withholdCredentials(
              request,
              // Of several credentials one was verified: an upstream must not take another for verified, too.
              authenticators.filter((other) => other !== authenticator || !options.forward.includes(other.kind)),
            );
            return result.body === undefined ? undefined : expectBody(request, result.body, authenticator);
          case 'refused':
            addResponseHeaders(request, result.headers);
            return invalid(result.reason, result.challenge ?? authenticator.challenge, result.error);
          case 'unavailable':
            return { problem: 'overloaded', reason: result.reason, headers: ['Retry-After', '5'] };
          case 'absent':
            if (open) return undefined;
            return {
              problem: 'credential-required',
              reason: 'no credential',
              headers: [
                ...challenges.flatMap((value) => ['WWW-Authenticate', value]),
                ...authenticators.flatMap(({ challengeHeaders = [] }) => challengeHeaders),
              ],
            };
        }
      };

      /** A credential that vouches for the body holds only once the body has been seen. */
      const expectBody = (request: PolicyRequest, check: BodyCheck, authenticator: Authenticator): Refusal | undefined => {
        if (request.declaredBodyBytes === 0) return judgeBody(request, check, authenticator);
        expected.set(request, { check, authenticator });
        return undefined;
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

      return {
        head: (request) => attempt(request, 0),
        body: {
          wanted: (request) => expected.has(request),
          judge: (request) => {
            const waiting = expected.get(request);
            return waiting === undefined ? undefined : judgeBody(request, waiting.check, waiting.authenticator);
          },
        },
      };
    };
  },
});

function judgeBody({ body }: PolicyRequest, check: BodyCheck, authenticator: Authenticator): Refusal | undefined {
  const fault = check(body);
  return fault === undefined ? undefined : invalid(fault, authenticator.challenge);
}

function invalid(reason: string, challenge: string, error?: string): Refusal {
  return {
    problem: 'credential-invalid',
    reason,
    headers: ['WWW-Authenticate', error === undefined ? challenge : `${challenge}, error="${error}"`],
  };
}

function addResponseHeaders(request: PolicyRequest, headers: readonly string[] = []): void {
  for (let index = 0; index + 1 < headers.length; index += 2) {
    request.addResponseHeader(headers[index] as string, headers[index + 1] as string);
  }
}

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
