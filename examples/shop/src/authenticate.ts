import type { IncomingMessage } from 'node:http';

import { type Caller, scopesWithin } from './caller.ts';
import { findUserByConsumer, findUserById, type User } from './model/user.ts';
import { Refusal } from './problem.ts';
import type { Shop } from './shop.ts';

const LONGEST_CREDENTIAL = 8192;

/**
 * Who calls. Either an access token of the shop says it, or the identity that the gateway in front has signed; with a token checked by
 * both, the token decides who the user is. Two credentials that do not belong together are refused rather than ranked.
 */
export async function authenticate(shop: Shop, { headers, method = '', url = '' }: IncomingMessage): Promise<Caller> {
  const token = bearerToken(headers.authorization);
  const header = headers['airside-identity'];
  if (Array.isArray(header)) throw unauthenticated('More than one Airside-Identity header.');
  const identity = header === undefined ? undefined : await shop.identityHeader.verify(bounded(header), { method, target: url });

  if (token !== undefined) {
    const caller = await callerOfToken(shop, token);
    if (identity !== undefined && (identity.kind !== 'jwt' || identity.subject !== caller.userId)) {
      throw unauthenticated('The access token and the Airside-Identity header name different callers.');
    }
    return caller;
  }
  if (identity === undefined) throw unauthenticated('Send an access token (Authorization: Bearer …).');
  if (identity.kind === 'jwt' || identity.consumer === undefined) throw unauthenticated('The gateway names no consumer.');
  const user = findUserByConsumer(shop.store, identity.consumer);
  if (user === undefined) throw new Refusal('forbidden', { detail: 'The consumer has no account in the shop.' });
  return toCaller(user, identity.scope);
}

async function callerOfToken(shop: Shop, token: string): Promise<Caller> {
  const claims = await shop.tokens.verify(token).catch(() => {
    throw unauthenticated('The access token is not valid or has expired.', 'Bearer error="invalid_token"');
  });
  const user = findUserById(shop.store, claims.userId);
  if (user === undefined) throw unauthenticated('The user of the access token no longer exists.');
  return toCaller(user, claims.scope);
}

/** The role comes from the database, not from the credential: it counts as of now, and no credential can name more than the role allows. */
function toCaller(user: User, scope: string): Caller {
  return {
    userId: user.id,
    username: user.username,
    role: user.role,
    customerId: user.customerId,
    scopes: scopesWithin(user.role, scope),
  };
}

function bearerToken(authorization: string | undefined): string | undefined {
  const [, token] = /^Bearer +([^ ]+)$/i.exec(bounded(authorization ?? '')) ?? [];
  return token;
}

function bounded(value: string): string {
  if (value.length > LONGEST_CREDENTIAL) throw unauthenticated(`A credential is longer than ${LONGEST_CREDENTIAL} characters.`);
  return value;
}

function unauthenticated(detail: string, challenge = 'Bearer'): Refusal {
  return new Refusal('credential-required', { detail, headers: { 'WWW-Authenticate': challenge } });
}
