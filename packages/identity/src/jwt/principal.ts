import type { Principal } from '@airside/domain';

import type { TokenIssuer } from '../access-token/issuer.ts';
import { type Names, namesAt } from '../access-token/names.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import type { Claims } from './compact.ts';

export type NamedPrincipal = { readonly ok: true; readonly principal: Principal } | { readonly ok: false; readonly reason: string };

/** The caller that a verified claims set speaks of, or why it does not say or may not call. */
export function principalOf(kind: 'jwt' | 'opaque', claims: Claims, issuer: TokenIssuer, directory: Directory): NamedPrincipal {
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

  const record = clientId === undefined ? undefined : directory.client(issuer.name, clientId);
  const standing = record === undefined ? undefined : standingOf(record, directory);
  if (record === undefined && issuer.registeredClientsOnly === true) {
    return { ok: false, reason: `the client of the token is not registered at issuer ${issuer.name}` };
  }
  if (record?.revokedAtMs !== undefined) return { ok: false, reason: `client ${record.clientId} of issuer ${issuer.name} was revoked` };
  if (standing !== undefined && 'fault' in standing) return { ok: false, reason: standing.fault };
  const roles = namesAt(issuer.roleClaims, claims);
  if (!roles.ok) return roles;
  const groups = namesAt(issuer.groupClaims, claims);
  if (!groups.ok) return groups;
  const principal: Principal = Object.freeze({
    kind,
    subject,
    consumer: record?.consumer ?? null,
    credential: clientId === undefined ? issuer.name : `${issuer.name}#${clientId}`,
    scopes: Object.freeze(scopes),
    issuer: issuer.issuer,
    claims,
    ...standing,
    ...together('roles', standing?.roles, roles),
    ...together('groups', standing?.groups, groups),
    ...endUser(claims),
  });
  return { ok: true, principal };
}

/** What the directory says of the consumer, and what the token adds. */
function together(name: 'roles' | 'groups', own: readonly string[] = [], { names }: Names): Pick<Principal, 'roles' | 'groups'> {
  return names.length === 0 ? {} : { [name]: Object.freeze([...new Set([...own, ...names])]) };
}

/** What the token says of how its end user proved who it is (OpenID Connect Core section 2, RFC 9470 section 6.1). */
function endUser(claims: Claims): Pick<Principal, 'authenticatedAtMs' | 'acr' | 'amr'> {
  const time = claims.get('auth_time');
  const acr = claims.get('acr');
  const amr = claims.get('amr');
  return {
    ...(typeof time === 'number' && Number.isFinite(time) && { authenticatedAtMs: time * 1000 }),
    ...(typeof acr === 'string' && { acr }),
    ...(isTexts(amr) && { amr }),
  };
}

function firstOf(claims: Claims, names: readonly string[]): { readonly name: string; readonly value: unknown } | undefined {
  const name = names.find((candidate) => claims.has(candidate));
  return name === undefined ? undefined : { name, value: claims.get(name) };
}

/** Scopes as a list separated by spaces (RFC 9068 section 2.2.3) or, as some providers write them, an array. */
function readScopes(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.split(' ').filter((scope) => scope !== '');
  return isTexts(value) ? [...value] : undefined;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
