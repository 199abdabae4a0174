import { describe, expect, onTestFinished, test } from 'vitest';

import { type ProviderServer, sendJson, startProviderServer } from '../../test/provider-server.ts';
import { createTestKey } from '../../test/tokens.ts';
import { checkMetadataLocation, metadataLocations } from './location.ts';
import { parseMetadata } from './metadata.ts';
import { openProvider, type Provider } from './open.ts';

const key = createTestKey('one');
const CHOICE = { alg: 'ES256', kid: 'one' };

describe('the place of metadata', () => {
  test.each([
    ['https://example.com', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
    ['https://example.com/issuer1', '/issuer1/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/issuer1'],
    ['https://example.com/', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
  ])('of %s is that of OpenID Connect Discovery section 4, then that of section 3.1', (issuer, first, second) => {
    expect(metadataLocations(issuer).map(({ pathname }) => pathname)).toEqual([first, second]);
  });

  test.each([
    'example.com',
    'http://example.com',
    'ftp://example.com',
    'https://user@example.com',
    'https://example.com?x=1',
    'https://example.com?',
    'https://example.com#x',
    '',
    'file:///etc/passwd',
  ])('of %j is none', (issuer) => {
    expect(() => checkMetadataLocation(issuer)).toThrow(TypeError);
  });
});

describe('metadata', () => {
  const ISSUER = 'https://server.example.com';
  const METADATA = { issuer: ISSUER, jwks_uri: `${ISSUER}/jwks.json`, introspection_endpoint: `${ISSUER}/introspect` };

  test('names keys and endpoint', () => {
    expect(parseMetadata(JSON.stringify(METADATA), ISSUER)).toEqual({
      jwksUri: new URL(METADATA.jwks_uri),
      introspectionEndpoint: new URL(METADATA.introspection_endpoint),
    });
  });

  test.each<readonly [string, unknown, string]>([
    ['of another issuer', { ...METADATA, issuer: 'https://evil.example' }, 'evil.example'],
    ['of the issuer with a slash', { ...METADATA, issuer: `${ISSUER}/` }, 'expected exactly'],
    ['of the issuer in capitals', { ...METADATA, issuer: ISSUER.toUpperCase() }, 'expected exactly'],
    ['of a template', { ...METADATA, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }, 'expected exactly'],
    ['of nobody', { ...METADATA, issuer: undefined }, 'nobody'],
    ['of several issuers', { ...METADATA, issuer: [ISSUER] }, 'nobody'],
    ['without keys', { ...METADATA, jwks_uri: undefined }, 'jwks_uri'],
    ['with keys in the open', { ...METADATA, jwks_uri: 'http://server.example.com/jwks.json' }, 'jwks_uri'],
    ['with keys on this machine', { ...METADATA, jwks_uri: 'http://127.0.0.1/jwks.json' }, 'jwks_uri'],
    ['with keys in a file', { ...METADATA, jwks_uri: 'file:///etc/keys' }, 'jwks_uri'],
    ['with introspection in the open', { ...METADATA, introspection_endpoint: 'http://server.example.com/i' }, 'introspection_endpoint'],
    ['that is a list', [METADATA], 'not a JSON object'],
  ])('%s is refused', (_what, document, reason) => {
    expect(() => parseMetadata(JSON.stringify(document), ISSUER)).toThrow(reason);
  });

  test('that is no JSON is refused', () => {
    expect(() => parseMetadata('<html>', ISSUER)).toThrow('not JSON');
  });
});

describe('a provider', () => {
  async function start(): Promise<{ server: ProviderServer; open: () => Provider }> {
    const server = await startProviderServer((request, response) => {
      if (request.path === '/.well-known/openid-configuration') {
        sendJson(response, { issuer: server.origin, jwks_uri: `${server.origin}/keys`, introspection_endpoint: `${server.origin}/ask` });
      } else sendJson(response, { keys: [key.jwk] });
    });
    const open = (): Provider => {
      const provider = openProvider(server.origin, { timeoutMs: 1000 });
      onTestFinished(() => provider.keys.close());
      return provider;
    };
    onTestFinished(() => server[Symbol.asyncDispose]());
    return { server, open };
  }

  test('says where its keys are, and where it judges tokens', async () => {
    const { server, open } = await start();
    const provider = open();
    expect(provider.introspectionEndpoint()).toBeUndefined();
    expect(await provider.keys.find(CHOICE)).toMatchObject({ outcome: 'found' });
    expect(provider.introspectionEndpoint()?.href).toBe(`${server.origin}/ask`);
    expect(server.requests.map(({ path }) => path)).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('may have its metadata where RFC 8414 says', async () => {
    const { server, open } = await start();
    const { answer } = server;
    server.answer = (request, response) => {
      if (request.path.includes('openid')) response.writeHead(404).end();
      else answer({ ...request, path: request.path.replace('oauth-authorization-server', 'openid-configuration') }, response);
    };
    expect(await open().keys.find(CHOICE)).toMatchObject({ outcome: 'found' });
  });

  test('that moves its keys is followed when a token names an unknown one', async () => {
    const { server, open } = await start();
    const provider = open();
    await provider.keys.find(CHOICE);
    const other = createTestKey('two');
    server.answer = (request, response) =>
      request.path === '/moved'
        ? sendJson(response, { keys: [other.jwk] })
        : sendJson(response, { issuer: server.origin, jwks_uri: `${server.origin}/moved` });
    expect(await provider.keys.find({ alg: 'ES256', kid: 'two' })).toMatchObject({ outcome: 'found' });
    expect(provider.introspectionEndpoint()).toBeUndefined();
  });

  test.each<readonly [string, ProviderServer['answer'], string]>([
    ['redirects', (_request, response) => response.writeHead(302, { location: 'https://evil.example' }).end(), 'status 302'],
    ['has no metadata', (_request, response) => response.writeHead(404).end(), 'no metadata'],
    ['speaks for another', (_request, response) => sendJson(response, { issuer: 'https://evil.example' }), 'evil.example'],
    ['answers with too much', (_request, response) => sendJson(response, { more: 'x'.repeat(300_000) }), 'more than 262144 bytes'],
    ['cuts the connection', (_request, response) => response.destroy(), 'socket hang up'],
  ])('that %s lets nobody in, and refuses nobody', async (_what, answer, reason) => {
    const { server, open } = await start();
    server.answer = answer;
    expect(await open().keys.find(CHOICE)).toMatchObject({ outcome: 'unavailable', reason: expect.stringContaining(reason) as string });
  });

  test('that goes away leaves what is known at work', async () => {
    const { server, open } = await start();
    const provider = open();
    await provider.keys.find(CHOICE);
    server.answer = (_request, response) => response.writeHead(503).end();
    expect(await provider.keys.find({ alg: 'ES256', kid: 'two' })).toMatchObject({ outcome: 'unknown' });
    expect(provider.keys.find(CHOICE)).toMatchObject({ outcome: 'found' });
    expect(provider.introspectionEndpoint()?.pathname).toBe('/ask');
  });
});
