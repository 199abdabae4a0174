import type { Principal } from '@airside/domain';

import type { IdentityClaims } from './claims.ts';

/** The part of the claims that speaks of the caller. */
export type CallerClaims = Omit<IdentityClaims, 'iss' | 'aud' | 'iat' | 'exp' | 'jti' | 'request'>;

/**
 * What an upstream is told of a caller. `chosen` names claims of the caller's token that go along. Upstreams bound the head of a request, so
 * what goes beyond who it is has 3 KiB as JSON, scopes have 8 KiB: what does not fit is left out as a whole and named in `omitted`.
 */
export function describeCaller(principal: Principal, chosen: readonly string[] = []): CallerClaims {
  const omitted: string[] = [];
  const scope = principal.scopes.join(' ');
  const scopeFits = Buffer.byteLength(scope) <= MOST_SCOPE_BYTES;
  if (!scopeFits) omitted.push('scope');

  let room = MOST_FURTHER_BYTES;
  const fits = (name: string, value: unknown): boolean => {
    const bytes = Buffer.byteLength(JSON.stringify(value)) + name.length + PUNCTUATION_BYTES;
    const isSmall = bytes <= room;
    if (isSmall) room -= bytes;
    else omitted.push(name);
    return isSmall;
  };
  const further = Object.fromEntries(furtherOf(principal).filter(([name, value]) => value !== undefined && fits(name, value)));
  const claims = chosen.flatMap((name): [string, unknown][] => {
    const value = principal.claims?.get(name);
    return value !== undefined && fits(`claims.${name}`, value) ? [[name, value]] : [];
  });
  return {
    sub: principal.subject,
    kind: principal.kind,
    ...(principal.consumer !== null && { consumer: principal.consumer }),
    ...(principal.credential !== null && { credential: principal.credential }),
    scope: scopeFits ? scope : '',
    ...further,
    ...(claims.length > 0 && { claims: Object.fromEntries(claims) }),
    ...(omitted.length > 0 && { omitted }),
  };
}

const MOST_SCOPE_BYTES = 8192;
const MOST_FURTHER_BYTES = 3072;
/** Quotes, colon and comma of a member. */
const PUNCTUATION_BYTES = 4;

/** In the order in which they get room. An empty list says nothing and is left out. */
function furtherOf({ application, issuer, roles, groups, acr, amr, authenticatedAtMs }: Principal): readonly [string, unknown][] {
  return [
    ['application', application],
    ['issuer', issuer],
    ['roles', roles?.length === 0 ? undefined : roles],
    ['groups', groups?.length === 0 ? undefined : groups],
    ['acr', acr],
    ['amr', amr?.length === 0 ? undefined : amr],
    ['auth_time', authenticatedAtMs === undefined ? undefined : Math.floor(authenticatedAtMs / 1000)],
  ];
}
