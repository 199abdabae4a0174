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
  const clientId = firstOf(claims, issuer.clientClaims);
  if (clientId !== undefined && (typeof clientId !== 'string' || clientId === '')) {
    return { ok: false, reason: `the claim ${firstNamed(claims, issuer.clientClaims)} is not the name of a client` };
  }
  const scopes = readScopes(firstOf(claims, issuer.scopeClaims));
  if (scopes === undefined) {
    return { ok: false, reason: `the claim ${firstNamed(claims, issuer.scopeClaims)} is neither a string nor an array of strings` };
  }

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
  // Members are set one by one: spreading objects that are mostly empty costs more than all the rest here.
  const principal: Writable<Principal> = {
    kind,
    subject,
    consumer: record?.consumer ?? null,
    credential: clientId === undefined ? issuer.name : `${issuer.name}#${clientId}`,
    scopes: Object.freeze(scopes),
    issuer: issuer.issuer,
    claims,
  };
  if (standing?.application !== undefined) principal.application = standing.application;
  if (standing?.plan !== undefined) principal.plan = standing.plan;
  setNames(principal, 'roles', standing?.roles, roles);
  setNames(principal, 'groups', standing?.groups, groups);
  setEndUser(principal, claims);
  return { ok: true, principal: Object.freeze(principal) };
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

/** What the directory says of the consumer, and what the token adds. */
function setNames(principal: Writable<Principal>, name: 'roles' | 'groups', own: readonly string[] | undefined, { names }: Names): void {
  if (names.length > 0) principal[name] = Object.freeze([...new Set([...(own ?? []), ...names])]);
  else if (own !== undefined) principal[name] = own;
}

/** What the token says of how its end user proved who it is (OpenID Connect Core section 2, RFC 9470 section 6.1). */
function setEndUser(principal: Writable<Principal>, claims: Claims): void {
  const time = claims.get('auth_time');
  const acr = claims.get('acr');
  const amr = claims.get('amr');
  if (typeof time === 'number' && Number.isFinite(time)) principal.authenticatedAtMs = time * 1000;
  if (typeof acr === 'string') principal.acr = acr;
  if (isTexts(amr)) principal.amr = amr;
}

/** The value of the first of these claims that is there; JSON has no value that is undefined. */
function firstOf(claims: Claims, names: readonly string[]): unknown {
  for (const name of names) {
    const value = claims.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function firstNamed(claims: Claims, names: readonly string[]): string | undefined {
  return names.find((name) => claims.has(name));
}

/** Scopes as a list separated by spaces (RFC 9068 section 2.2.3) or, as some providers write them, an array. */
function readScopes(value: unknown): string[] | undefined {
  if (value === undefined) return [];
  if (typeof value === 'string') return wordsOf(value);
  return isTexts(value) ? [...value] : undefined;
}

/** What stands between spaces. The platform's `split` looks each part up among all strings that it knows, which takes three times as long. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start);
    const end = space === -1 ? text.length : space;
    if (end > start) words.push(text.slice(start, end));
    start = end + 1;
  }
  return words;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
