import type { Exchange } from '../exchange.ts';
import type { Principal } from '../principal.ts';
import type { Subject } from './subject.ts';

const LONGEST_ID = 300;

type NamedPrincipal = Pick<Principal, 'kind' | 'subject' | 'consumer' | 'credential' | 'issuer' | 'application'> & {
  readonly token?: string | undefined;
};

/** The kinds of name that a caller has only once it is known who calls. */
export const PRINCIPAL_NAMES = ['token', 'credential', 'application', 'user'] as const;

/**
 * One name of an identified caller; undefined where it has none of the kind, as nobody has whom nobody vouches for. A user is `issuer#subject`
 * where an issuer speaks of it, else the consumer, else the subject. What a token names beside its user is the client that all users of an
 * application share: it is the name of that application, where there is no other, and no credential of the caller.
 */
export function principalName(principal: NamedPrincipal, kind: (typeof PRINCIPAL_NAMES)[number]): string | undefined {
  if (principal.kind === 'anonymous') return undefined;
  const id = nameOf(principal, kind);
  if (id === undefined || id === null || id === '') return undefined;
  return id.length > LONGEST_ID ? id.slice(0, LONGEST_ID) : id;
}

/** All names of an identified caller, from the outside in. */
export function principalNames(principal: NamedPrincipal | null): Subject[] {
  const names: Subject[] = [];
  if (principal === null) return names;
  for (const kind of PRINCIPAL_NAMES) {
    const id = principalName(principal, kind);
    if (id !== undefined) names.push({ kind, id });
  }
  return names;
}

function nameOf(principal: NamedPrincipal, kind: (typeof PRINCIPAL_NAMES)[number]): string | null | undefined {
  if (kind === 'user') return userOf(principal);
  const isOfToken = principal.kind === 'jwt' || principal.kind === 'opaque';
  if (kind === 'credential' && isOfToken) return undefined;
  if (kind === 'application' && isOfToken) return principal.application ?? principal.credential;
  if (kind === 'token') return principal.token;
  return kind === 'credential' ? principal.credential : principal.application;
}

function userOf({ issuer, subject, consumer }: NamedPrincipal): string {
  return issuer === undefined ? (consumer ?? subject) : `${issuer}#${subject}`;
}

/** The kinds of name that whoever makes an exchange may have, from the outside in. */
const CALLER_NAMES = ['address', 'network', 'session', ...PRINCIPAL_NAMES] as const;

/** One name of whoever made an exchange; undefined where it has none of the kind. What was claimed and not shown is none. */
export function callerName(
  { client, principal }: Pick<Exchange, 'client' | 'principal'>,
  kind: (typeof CALLER_NAMES)[number],
): string | undefined {
  if (kind !== 'address' && kind !== 'network' && kind !== 'session') {
    return principal === null ? undefined : principalName(principal as NamedPrincipal, kind);
  }
  const id = kind === 'address' ? client.address : kind === 'network' ? client.network : client.session;
  if (id === undefined || id === null || id === '') return undefined;
  return id.length > LONGEST_ID ? id.slice(0, LONGEST_ID) : id;
}

/** All names of whoever made an exchange, each kind once. */
export function callerNames(exchange: Pick<Exchange, 'client' | 'principal'>): Subject[] {
  const names: Subject[] = [];
  for (const kind of CALLER_NAMES) {
    const id = callerName(exchange, kind);
    if (id !== undefined) names.push({ kind, id });
  }
  return names;
}
