import { randomBytes } from 'node:crypto';

import { type ApiKeyRecord, identifier, network } from '@airside/domain';
import { apiKeyExcerpt, generateApiKey, hashApiKey } from '@airside/identity';
import { z } from 'zod';

import { DirectoryError } from '../directory-error.ts';
import { checked, instant, names, scopes, text } from '../fields.ts';
import type { MadeKey, NewKey } from '../store.ts';
import { assertFree, assertReferences, quoted, stored } from './references.ts';
import type { Unit } from './unit.ts';

const LONGEST_OVERLAP_MS = 366 * 86_400_000;

const fields = z.strictObject({
  id: identifier(),
  consumer: identifier(),
  application: identifier().exactOptional(),
  name: text.exactOptional(),
  scopes: scopes.exactOptional(),
  apis: names.exactOptional(),
  environments: names.exactOptional(),
  addresses: z.array(network()).max(1000).exactOptional(),
  plan: identifier().exactOptional(),
  owner: text.exactOptional(),
  expiresAtMs: instant.exactOptional(),
});

export async function createKey(unit: Unit, key: NewKey): Promise<MadeKey> {
  const wanted = checked(fields, { ...key, id: key.id ?? chosenId() });
  if (wanted.expiresAtMs !== undefined && wanted.expiresAtMs <= unit.nowMs)
    throw new DirectoryError('invalid', 'expiresAtMs: the key would have expired already', 'name a time in the future');
  await assertFree(unit, 'key', wanted.id);
  await assertReferences(unit, wanted);
  return make(unit, 'key.create', wanted);
}

/**
 * A new key with all that the old one had, its expiry included. The old one goes on for the overlap, and never longer than it would have.
 * Only a key that opens something and has no successor yet can be rotated.
 */
export async function rotateKey(unit: Unit, id: string, overlapMs: number): Promise<MadeKey> {
  checked(z.strictObject({ overlapMs: z.int().min(0).max(LONGEST_OVERLAP_MS) }), { overlapMs });
  const old = await stored(unit, 'key', id);
  assertRotatable(old, unit.nowMs);
  const { source: _source, sha256: _sha256, shown: _shown, createdAtMs: _createdAtMs, lastUsedAtMs: _lastUsedAtMs, ...kept } = old;
  const made = await make(unit, 'key.create', { ...kept, id: chosenId() });
  const expiresAtMs = Math.min(old.expiresAtMs ?? Number.POSITIVE_INFINITY, unit.nowMs + overlapMs);
  await unit.put('key.rotate', 'key', { ...old, expiresAtMs, replacedBy: made.record.id }, old);
  return made;
}

/** Revoking one that was revoked before changes nothing. */
export async function revokeKey(unit: Unit, id: string): Promise<ApiKeyRecord> {
  const old = await stored(unit, 'key', id);
  return old.revokedAtMs === undefined ? unit.put('key.revoke', 'key', { ...old, revokedAtMs: unit.nowMs }, old) : old;
}

async function make(unit: Unit, action: string, wanted: Omit<ApiKeyRecord, 'source' | 'sha256'>): Promise<MadeKey> {
  const key = generateApiKey();
  const record = { ...wanted, source: 'store', sha256: hashApiKey(key), shown: apiKeyExcerpt(key), createdAtMs: unit.nowMs } as const;
  return { key, record: await unit.put(action, 'key', record) };
}

function assertRotatable({ id, revokedAtMs, replacedBy, expiresAtMs }: ApiKeyRecord, nowMs: number): void {
  const fault =
    revokedAtMs !== undefined
      ? `was revoked at ${new Date(revokedAtMs).toISOString()}`
      : replacedBy !== undefined
        ? `was replaced by key ${quoted(replacedBy)} already`
        : expiresAtMs !== undefined && expiresAtMs <= nowMs
          ? `expired at ${new Date(expiresAtMs).toISOString()}`
          : undefined;
  if (fault === undefined) return;
  throw new DirectoryError(
    'invalid',
    `key ${quoted(id)} ${fault}`,
    replacedBy === undefined ? 'create a new key' : 'rotate the one that replaced it',
  );
}

function chosenId(): string {
  return `key-${randomBytes(8).toString('hex')}`;
}
