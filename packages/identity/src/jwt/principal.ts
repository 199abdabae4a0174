import type { Principal } from '@airside/domain';

import type { Claims } from './compact.ts';
import type { PreparedIssuer } from './issuer.ts';

export type NamedPrincipal = { readonly ok: true; readonly principal: Principal } | { readonly ok: false; readonly reason: string };

/** The caller that a verified claims set speaks of, or why it does not say. */
export function principalOf(claims: Claims, issuer: PreparedIssuer): NamedPrincipal {
  const subject = claims.get('sub');
  if (typeof subject !== 'string' || subject === '') return { ok: false, reason: 'token names no subject (sub)' };
  const client = firstOf(claims, issuer.clientClaims);
  const clientId = client?.value;
  if (clientId !== undefined && (typeof clientId !== 'string' || clientId === '')) {
    return { ok: false, reason: `the claim ${client?.name} is not the name of a client` };
  }
  const scope = firstOf(claims, issuer.scopeClaims);
  const scopes = scope === undefined ? [] : readScopes(scope.value);
  if (scopes === undefined) return { ok: false, reason: `the claim ${scope?.name} is neither a string nor an array of strings` };
  const principal: Principal = Object.freeze({
    kind: 'jwt',
    subject,
    consumer: clientId === undefined ? null : (issuer.consumers.get(clientId) ?? null),
    credential: clientId === undefined ? issuer.name : `${issuer.name}#${clientId}`,
    scopes: Object.freeze(scopes),
    issuer: issuer.issuer,
  });
  return { ok: true, principal };
}

function firstOf(claims: Claims, names: readonly string[]): { readonly name: string; readonly value: unknown } | undefined {
  const name = names.find((candidate) => claims.has(candidate));
  return name === undefined ? undefined : { name, value: claims.get(name) };
}

/** Scopes as a list separated by spaces (RFC 9068 section 2.2.3) or, as some providers write them, an array. */
function readScopes(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  if (Array.isArray(value) && value.every((scope) => typeof scope === 'string')) return [...value];
  return undefined;
}
