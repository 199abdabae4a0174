import { describe, expect, onTestFinished, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { CLAIMS, createIssuer } from '../../test/issuer.ts';
import { serveKeys, startJwksServer } from '../../test/jwks-server.ts';
import { bearer, createTestKey, NOON, NOON_MS, signToken } from '../../test/tokens.ts';
import type { KeyChoice, KeySet } from '../jwks/key-set.ts';
import { openKeySet } from '../jwks/open.ts';
import { createStaticKeySet } from '../jwks/static.ts';
import { createJwtAuthenticator } from './authenticate.ts';

const key = createTestKey('one');
const next = createTestKey('two');
const HEADER = { alg: 'ES256', kid: 'one', typ: 'at+jwt' };
const token = signToken(key, HEADER, CLAIMS);

/** A key set whose look-ups are counted and whose generation tests may change. */
function createCountedSet(): KeySet & { generation: number; finds: number } {
  const set = createStaticKeySet({ keys: [key.jwk] });
  const counted = {
    ...set,
    generation: 1,
    finds: 0,
    find(choice: KeyChoice) {
      counted.finds++;
      return set.find(choice);
    },
  };
  return counted;
}

describe('memory of verified tokens', () => {
  test('a token that verified is known without a wait', async () => {
    const keys = createCountedSet();
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer(keys)],
      now: () => NOON_MS,
    });
    const first = await authenticator.authenticate(bearer(token));
    expect(authenticator.authenticate(bearer(token))).toBe(first);
    expect(keys.finds).toBe(1);
  });

  test('a token is forgotten when it expires', async () => {
    let nowMs = NOON_MS;
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer([key.jwk])],
      now: () => nowMs,
    });
    await authenticator.authenticate(bearer(token));
    nowMs = (NOON + 3600) * 1000 + 4999;
    expect(authenticator.authenticate(bearer(token))).toMatchObject({ outcome: 'accepted' });
    nowMs++;
    expect(await authenticator.authenticate(bearer(token))).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('expired') as string,
    });
  });

  test('a token is verified anew when the keys of its issuer changed', async () => {
    const keys = createCountedSet();
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer(keys)],
      now: () => NOON_MS,
    });
    await authenticator.authenticate(bearer(token));
    keys.generation++;
    await authenticator.authenticate(bearer(token));
    expect(keys.finds).toBe(2);
  });

  test('keys that change while a token is being verified make the result an old one', async () => {
    const keys = createCountedSet();
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer(keys)],
      now: () => NOON_MS,
    });
    const pending = authenticator.authenticate(bearer(token));
    keys.generation++;
    await pending;
    await authenticator.authenticate(bearer(token));
    expect(keys.finds).toBe(2);
  });

  test('a token that failed is not remembered', async () => {
    const keys = createCountedSet();
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer(keys)],
      now: () => NOON_MS,
    });
    const bad = bearer(signToken(next, HEADER, CLAIMS));
    expect(await authenticator.authenticate(bad)).toMatchObject({ outcome: 'refused' });
    expect(await authenticator.authenticate(bad)).toMatchObject({ outcome: 'refused' });
    expect(keys.finds).toBe(2);
  });
});

describe('with a provider', () => {
  async function createWithServer() {
    const server = await startJwksServer([key.jwk]);
    const keys = openKeySet(server.url);
    onTestFinished(() => {
      keys.close();
      return server[Symbol.asyncDispose]();
    });
    const authenticator = createJwtAuthenticator({
      realm: 'r',
      directory: directoryWith(),
      issuers: [createIssuer(keys)],
      now: () => NOON_MS,
    });
    return { server, authenticate: (presented: string) => authenticator.authenticate(bearer(presented)) };
  }

  test('a token signed with a new key is accepted at the cost of one request', async () => {
    const { server, authenticate } = await createWithServer();
    expect(await authenticate(token)).toMatchObject({ outcome: 'accepted' });
    server.answer = serveKeys([key.jwk, next.jwk]);
    expect(await authenticate(signToken(next, { ...HEADER, kid: 'two' }, CLAIMS))).toMatchObject({ outcome: 'accepted' });
    expect(server.requests).toBe(2);
  });

  test('a flood of made-up kids costs one request', async () => {
    const { server, authenticate } = await createWithServer();
    await authenticate(token);
    const flood = Array.from({ length: 50 }, async (_, index) => authenticate(signToken(next, { ...HEADER, kid: `k${index}` }, CLAIMS)));
    for (const result of await Promise.all(flood)) expect(result).toMatchObject({ outcome: 'refused' });
    expect(server.requests).toBe(2);
  });

  test('a token of a withdrawn key is refused, although it verified before', async () => {
    const { server, authenticate } = await createWithServer();
    await authenticate(token);
    server.answer = serveKeys([next.jwk]);
    await authenticate(signToken(next, { ...HEADER, kid: 'two' }, CLAIMS));
    expect(await authenticate(token)).toMatchObject({ outcome: 'refused', reason: 'unknown kid "one"' });
  });

  test('known keys serve while the provider is away', async () => {
    const { server, authenticate } = await createWithServer();
    await authenticate(token);
    server.answer = (response) => response.writeHead(503).end();
    expect(await authenticate(signToken(next, { ...HEADER, kid: 'two' }, CLAIMS))).toMatchObject({ outcome: 'refused' });
    expect(await authenticate(signToken(key, HEADER, { ...CLAIMS, jti: 'j2' }))).toMatchObject({ outcome: 'accepted' });
  });

  test('a provider that was never there lets nobody in, and refuses nobody', async () => {
    const { server, authenticate } = await createWithServer();
    server.answer = (response) => response.writeHead(503).end();
    expect(await authenticate(token)).toMatchObject({ outcome: 'unavailable', reason: expect.stringContaining('status 503') as string });
  });
});
