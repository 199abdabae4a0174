import { hash } from 'node:crypto';

import { PRINCIPAL_KINDS } from '@airside/domain';

/** 96 bits, as exchanges name sessions. */
const SESSION_CHARACTERS = 16;
const CLIENT: ReadonlySet<string> = new Set(['address', 'country', 'network', 'userAgent', 'fingerprint', 'session']);
const PRINCIPAL: ReadonlySet<string> = new Set([
  'kind',
  'subject',
  'consumer',
  'credential',
  'issuer',
  'token',
  'application',
  'scopes',
  'roles',
  'groups',
  'beside',
]);
const KINDS: ReadonlySet<unknown> = new Set(PRINCIPAL_KINDS);
const NUMBERS = ['status', 'requestBytes', 'responseBytes', 'durationMs'];

/** Members of an exchange as other programs write them, in the form that exchanges have; names of those that mean nothing are given to `passOver`. What is not understood is left as it is. */
export function strictMembers(members: Record<string, unknown>, passOver: (name: string) => void): Record<string, unknown> {
  const strict = { ...members };
  for (const name of NUMBERS) {
    const value = members[name];
    if (typeof value === 'string' && /^\d{1,15}(?:\.\d{1,15})?$/.test(value)) strict[name] = Number(value);
  }
  if ('client' in members) strict.client = clientOf(members.client, passOver);
  if ('principal' in members) strict.principal = principalOf(members.principal, passOver);
  return strict;
}

/** A session by its name, as exchanges have it. */
export function sessionHash(name: string): string {
  return hash('sha256', name, 'base64url').slice(0, SESSION_CHARACTERS);
}

/** The address alone may stand for a client. A session that has a name and no hash is named by its hash. */
function clientOf(client: unknown, passOver: (name: string) => void): unknown {
  if (typeof client === 'string') return { address: client };
  if (!isObject(client)) return client;
  const known = knownOf(client, CLIENT, (name) => passOver(`client.${name}`));
  const { session } = known;
  const isNamed = typeof session === 'number' || (typeof session === 'string' && !/^[A-Za-z0-9_-]{16}$/.test(session));
  return isNamed ? { ...known, session: sessionHash(String(session)) } : known;
}

/** A name alone may stand for whoever called. How it was proved, where that is called otherwise than here, is by a token. */
function principalOf(principal: unknown, passOver: (name: string) => void): unknown {
  const named = { kind: 'opaque', consumer: null, credential: null };
  if (typeof principal === 'string' || typeof principal === 'number') return { ...named, subject: String(principal) };
  if (!isObject(principal)) return principal;
  const known = knownOf(principal, PRINCIPAL, (name) => passOver(`principal.${name}`));
  const subject = known.subject ?? principal.id ?? known.consumer ?? known.credential;
  return {
    ...named,
    ...known,
    ...((typeof subject === 'string' || typeof subject === 'number') && { subject: String(subject) }),
    ...(!KINDS.has(known.kind) && { kind: named.kind }),
  };
}

/** What is null is as if it were not there. */
function knownOf(members: object, known: ReadonlySet<string>, passOver: (name: string) => void): Record<string, unknown> {
  for (const name of Object.keys(members)) if (!known.has(name)) passOver(name);
  return Object.fromEntries(Object.entries(members).filter(([name, value]) => known.has(name) && value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
