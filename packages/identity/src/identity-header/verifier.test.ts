import type { Principal } from '@airside/domain';
import { expect, test } from 'vitest';

import { serveKeys, startJwksServer } from '../../test/jwks-server.ts';
import { NOON_MS } from '../../test/tokens.ts';
import type { KeySet } from '../jwks/key-set.ts';
import { openKeySet } from '../jwks/open.ts';
import { createStaticKeySet } from '../jwks/static.ts';
import { generateIdentityKey } from './key.ts';
import { createIdentitySigner } from './sign.ts';
import { createIdentityVerifier } from './verifier.ts';

const ANNA: Principal = { kind: 'apiKey', subject: 'anna', consumer: 'acme', credential: 'k1', scopes: [] };
const TERMS = { audience: 'orders' };
const REQUEST = { method: 'GET', target: '/orders/7' };

let nowMs = NOON_MS;
const now = () => nowMs;
const signer = createIdentitySigner({ key: await generateIdentityKey(), issuer: 'airside', lifetimeMs: 60_000, now });
const next = createIdentitySigner({ key: await generateIdentityKey(), issuer: 'airside', lifetimeMs: 60_000, now });

function verifierWith(keys: KeySet) {
  return createIdentityVerifier({ keys, issuer: 'airside', audience: 'orders', now });
}

test('a header is verified once, and then known without a promise until it expires', async () => {
  nowMs = NOON_MS;
  const verifier = verifierWith(createStaticKeySet(signer.jwks));
  const header = signer.sign(ANNA, TERMS, REQUEST);
  const first = verifier.verify(header, REQUEST);
  expect(first).toBeInstanceOf(Promise);
  expect(verifier.verify(header, REQUEST)).toBeInstanceOf(Promise);
  const claims = await first;
  expect(verifier.verify(header, REQUEST)).toEqual(claims);
  expect(Object.isFrozen(claims)).toBe(true);
  nowMs = NOON_MS + 65_000;
  await expect(verifier.verify(header, REQUEST)).rejects.toMatchObject({ fault: 'invalid' });
});

test('a header that is wrong is not remembered as right, nor one that differs from a right one by its signature', async () => {
  nowMs = NOON_MS;
  const verifier = verifierWith(createStaticKeySet(signer.jwks));
  const header = signer.sign(ANNA, TERMS, REQUEST);
  await verifier.verify(header, REQUEST);
  const forged = next.sign(ANNA, TERMS, REQUEST);
  for (const bad of [forged, `${header.slice(0, -4)}AAAA`, header.toUpperCase(), `${header} `]) {
    for (let count = 0; count < 2; count++) await expect(verifier.verify(bad, REQUEST)).rejects.toMatchObject({ fault: 'invalid' });
  }
});

test('a header that is bound to a request is good for that one, however often it was verified', async () => {
  nowMs = NOON_MS;
  const verifier = verifierWith(createStaticKeySet(signer.jwks));
  const header = signer.sign(ANNA, { ...TERMS, boundToRequest: true }, REQUEST);
  for (let count = 0; count < 2; count++) {
    expect(await verifier.verify(header, REQUEST)).toMatchObject({ sub: 'anna' });
    for (const other of [
      { ...REQUEST, method: 'DELETE' },
      { ...REQUEST, target: '/orders/8' },
      { method: 'GET /orders/7', target: '' },
    ]) {
      await expect(verifier.verify(header, other)).rejects.toMatchObject({ fault: 'foreign' });
    }
  }
});

test('a header of a key that the gateway changed to is accepted, and one of a withdrawn key is not, even if it was known', async () => {
  nowMs = NOON_MS;
  await using server = await startJwksServer(signer.jwks.keys);
  const keys = openKeySet(server.url);
  const verifier = verifierWith(keys);
  const old = signer.sign(ANNA, TERMS, REQUEST);
  expect(await verifier.verify(old, REQUEST)).toMatchObject({ sub: 'anna' });
  server.answer = serveKeys(next.jwks.keys);
  expect(await verifier.verify(next.sign(ANNA, TERMS, REQUEST), REQUEST)).toMatchObject({ sub: 'anna' });
  await expect(verifier.verify(old, REQUEST)).rejects.toMatchObject({ fault: 'invalid' });
  keys.close();
});

test('while the keys cannot be had, nothing is accepted', async () => {
  nowMs = NOON_MS;
  await using server = await startJwksServer([]);
  server.answer = (response) => response.writeHead(500).end();
  const keys = openKeySet(server.url);
  await expect(verifierWith(keys).verify(signer.sign(ANNA, TERMS, REQUEST), REQUEST)).rejects.toMatchObject({ fault: 'unavailable' });
  keys.close();
});
