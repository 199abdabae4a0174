import { randomBytes } from 'node:crypto';

import { type ClientRecord, type ClientRegistration, identifier } from '@airside/domain';
import { generateClientSecret, hashClientSecret } from '@airside/identity';
import { z } from 'zod';

import { DirectoryError } from '../directory-error.ts';
import { checked, text } from '../fields.ts';
import type { MadeClient, NewClient } from '../store.ts';
import { assertFree, assertReferences, quoted, stored } from './references.ts';
import { checkRegistration } from './registration.ts';
import type { Unit } from './unit.ts';

/** Names the authorization server within, which keeps the metadata of its clients here. */
const OWN_ISSUER = 'airside';

const fields = z.strictObject({
  issuer: identifier(),
  /** RFC 6749 appendix A.1. */
  clientId: z.string().regex(/^[\x20-\x7e]{1,256}$/, { error: 'expected 1 to 256 printable ASCII characters' }),
  consumer: identifier(),
  application: identifier().exactOptional(),
  name: text.exactOptional(),
});

export async function createClient(unit: Unit, { registration, ...client }: NewClient): Promise<MadeClient> {
  const own = client.issuer === OWN_ISSUER;
  if (!own && client.clientId === undefined)
    throw new DirectoryError('invalid', `clientId: the issuer ${quoted(client.issuer)} chose it: name it`);
  if (own !== (registration !== undefined))
    throw new DirectoryError(
      'invalid',
      `registration: it is for clients of the issuer "${OWN_ISSUER}", the authorization server within, and needed there`,
    );
  const wanted = checked(fields, { ...client, clientId: client.clientId ?? `client-${randomBytes(10).toString('hex')}` });
  await assertFree(unit, 'client', `${wanted.issuer}#${wanted.clientId}`);
  await assertReferences(unit, wanted);
  const record: ClientRecord = { ...wanted, source: 'store', createdAtMs: unit.nowMs };
  if (registration === undefined) return { record: await unit.put('client.create', 'client', record) };
  const { secret, ...made } = withSecret(checkRegistration(registration));
  return { ...(secret !== undefined && { secret }), record: await unit.put('client.create', 'client', { ...record, ...made }) };
}

/** A new secret; the old one is void at once. */
export async function rotateClientSecret(unit: Unit, issuer: string, clientId: string): Promise<MadeClient> {
  const old = await stored(unit, 'client', `${issuer}#${clientId}`);
  if (old.revokedAtMs !== undefined)
    throw new DirectoryError(
      'invalid',
      `client ${quoted(clientId)} was revoked at ${new Date(old.revokedAtMs).toISOString()}`,
      'create a new client',
    );
  const { secret, registration } = old.registration === undefined ? {} : withSecret(old.registration);
  if (secret === undefined || registration === undefined)
    throw new DirectoryError('invalid', `client ${quoted(clientId)} has no secret that Airside made: there is nothing to rotate`);
  return { secret, record: await unit.put('client.rotate', 'client', { ...old, registration }, old) };
}

/** Revoking one that was revoked before changes nothing. */
export async function revokeClient(unit: Unit, issuer: string, clientId: string): Promise<ClientRecord> {
  const old = await stored(unit, 'client', `${issuer}#${clientId}`);
  return old.revokedAtMs === undefined ? unit.put('client.revoke', 'client', { ...old, revokedAtMs: unit.nowMs }, old) : old;
}

/** Gives a client a new secret where it proves by one who it is. */
function withSecret(registration: ClientRegistration): { readonly secret?: string; readonly registration: ClientRegistration } {
  if (!registration.authentication.startsWith('client_secret_')) return { registration };
  const secret = generateClientSecret();
  return { secret, registration: { ...registration, secretSha256: hashClientSecret(secret) } };
}
