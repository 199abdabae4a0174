import { type JsonWebKey, randomBytes } from 'node:crypto';

import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long one key signs. */
const SIGNING_MS = 30 * DAY_MS;
/** How long before that a key is published, so that everybody who keeps a copy of the key set knows it. */
const AHEAD_MS = DAY_MS;
/** How long after that it stays published: longer than any token that it signed is good for. */
const AFTER_MS = DAY_MS;

/** A key pair that signs tokens (ES256). */
export interface SigningKey {
  readonly kid: string;
  /** With the private part. */
  readonly jwk: JsonWebKey;
  /** Milliseconds since 1970; it signs until a later one does. */
  readonly signsFromMs: number;
}

/** All that the authorization server keeps secret for itself. */
export interface KeyRing {
  /** In the order in which they sign. */
  readonly keys: readonly SigningKey[];
  /** Signs cookies and forms (base64url). */
  readonly cookieSecret: string;
  /** Makes the nonces of DPoP (RFC 9449 section 8); 32 bytes (base64url). */
  readonly nonceSecret: string;
}

/** A ring with one key that signs at once. */
export async function createKeyRing(nowMs: number): Promise<KeyRing> {
  return {
    keys: [await generateKey(nowMs)],
    cookieSecret: randomBytes(32).toString('base64url'),
    nonceSecret: randomBytes(32).toString('base64url'),
  };
}

/** The ring as it has to be now: a next key published in time, keys removed whose last token has expired. The same where nothing is due. */
export async function advance(ring: KeyRing, nowMs: number): Promise<KeyRing> {
  const last = ring.keys.at(-1);
  const isDue = last === undefined || nowMs >= last.signsFromMs + SIGNING_MS - AHEAD_MS;
  const keys = isDue ? [...ring.keys, await generateKey(last === undefined ? nowMs : nowMs + AHEAD_MS)] : ring.keys;
  const kept = keys.filter((_key, index) => nowMs < (keys[index + 1]?.signsFromMs ?? Number.POSITIVE_INFINITY) + AFTER_MS);
  return isDue || kept.length < keys.length ? { ...ring, keys: kept } : ring;
}

/** The keys with the one that signs now first, as oidc-provider picks the first that fits. */
export function inOrderOfUse({ keys }: KeyRing, nowMs: number): readonly SigningKey[] {
  const current = keys.findLastIndex(({ signsFromMs }) => signsFromMs <= nowMs);
  const first = Math.max(0, current);
  return [...keys.slice(first, first + 1), ...keys.slice(0, first), ...keys.slice(first + 1)];
}

async function generateKey(signsFromMs: number): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { kid: await calculateJwkThumbprint(jwk), jwk, signsFromMs };
}
