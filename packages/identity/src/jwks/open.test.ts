import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test, vi } from 'vitest';

import { serveKeys, startJwksServer } from '../../test/jwks-server.ts';
import { createTestKey } from '../../test/tokens.ts';
import { checkKeySetLocation, type KeySetOptions, openKeySet } from './open.ts';

const one = createTestKey('one').jwk;
const two = createTestKey('two').jwk;

function open(location: string, options?: KeySetOptions) {
  const set = openKeySet(location, options);
  onTestFinished(() => set.close());
  return set;
}

async function outcomeOf(location: string, options?: KeySetOptions): Promise<string> {
  const lookup = await open(location, options).find({ alg: 'ES256', kid: 'one' });
  return lookup.outcome === 'found' ? 'found' : lookup.reason;
}

describe('key sets by URL', () => {
  test('keys are read from a server', async () => {
    await using server = await startJwksServer([one]);
    expect(await outcomeOf(server.url)).toBe('found');
    expect(server.requests).toBe(1);
  });

  test('a secret in the query is sent, and named nowhere', async () => {
    await using server = await startJwksServer([]);
    let asked = '';
    server.answer = (response) => {
      asked = response.req.url ?? '';
      response.writeHead(403).end();
    };
    const set = open(`${server.url}?token=geheim`);
    const lookup = await set.find({ alg: 'ES256', kid: 'one' });
    expect(asked).toBe('/jwks.json?token=geheim');
    expect(JSON.stringify([lookup, set.location, set.health])).not.toContain('geheim');
  });

  test('a redirect is not followed', async () => {
    await using elsewhere = await startJwksServer([one]);
    await using server = await startJwksServer([]);
    server.answer = (response) => response.writeHead(302, { location: elsewhere.url }).end();
    expect(await outcomeOf(server.url)).toContain('status 302');
    expect(elsewhere.requests).toBe(0);
  });

  test('a proxy named by the environment is not used', async () => {
    await using proxy = await startJwksServer([]);
    await using server = await startJwksServer([one]);
    const before = http.globalAgent;
    onTestFinished(() => {
      http.globalAgent = before;
    });
    // What Node does at its start when NODE_USE_ENV_PROXY is set.
    http.globalAgent = new http.Agent({ proxyEnv: { HTTP_PROXY: new URL(proxy.url).origin } });
    expect(await outcomeOf(server.url)).toBe('found');
    expect(proxy.requests).toBe(0);
    await once(
      http.get(server.url).on('response', (response) => response.resume()),
      'response',
    );
    expect(proxy.requests).toBe(1);
  });

  test('an answer that is too large is cut off', async () => {
    await using server = await startJwksServer([]);
    server.answer = (response) => response.end(`{"keys":[],"x":"${'x'.repeat(300_000)}"}`);
    expect(await outcomeOf(server.url)).toContain('more than 262144 bytes');
  });

  test.each([
    ['silent', () => {}],
    ['stuck half way', (response: { write(text: string): unknown }) => void response.write('{"keys":[')],
  ])('a server that is %s is given up', async (_what, answer) => {
    await using server = await startJwksServer([]);
    server.answer = answer;
    expect(await outcomeOf(server.url, { timeoutMs: 50 })).toContain('no complete answer within 50 ms');
  });

  test('a compressed answer is refused, however small', async () => {
    await using server = await startJwksServer([]);
    server.answer = (response) => response.setHeader('content-encoding', 'gzip').end('x');
    expect(await outcomeOf(server.url)).toContain('content encoding');
  });

  test('an answer that is not UTF-8 is refused', async () => {
    await using server = await startJwksServer([]);
    server.answer = (response) => response.end(Buffer.from([0x7b, 0xff, 0x7d]));
    expect(await outcomeOf(server.url)).toContain('key set http://127.0.0.1');
  });

  test('a server that is away is named with the reason', async () => {
    const server = await startJwksServer([]);
    await server[Symbol.asyncDispose]();
    expect(await outcomeOf(server.url)).toContain('ECONNREFUSED');
  });

  test('new keys arrive in the background', async () => {
    await using server = await startJwksServer([one]);
    const set = open(server.url, { maxAgeMs: 10 });
    await set.find({ alg: 'ES256', kid: 'one' });
    const { generation } = set;
    server.answer = serveKeys([two]);
    await vi.waitFor(() => expect(set.generation).not.toBe(generation));
    expect(await set.find({ alg: 'ES256', kid: 'two' })).toMatchObject({ outcome: 'found' });
  });

  test.each([
    'http://idp.example/jwks',
    'http://127.0.0.1.example/jwks',
    'http://localhost.example/jwks',
    'http://10.0.0.1/jwks',
    'file:///etc/passwd',
    'data:application/json,{"keys":[]}',
    'jwks.json',
    './jwks.json',
    '',
  ])('%j is no place for a key set', (location) => {
    expect(() => openKeySet(location)).toThrow('expected an https URL');
    expect(() => checkKeySetLocation(location)).toThrow('expected an https URL');
  });

  test.each(['https://user:geheim@idp.example/jwks', 'https://idp.example/jwks#a'])(
    '%j is refused without quoting a password',
    (location) => {
      expect(() => openKeySet(location)).toThrow(/^the key set at https:\/\/idp\.example\/jwks: expected/);
    },
  );
});

describe('key sets by file', () => {
  async function createFile(text: string): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'airside-jwks-'));
    onTestFinished(() => rm(directory, { recursive: true }));
    const file = join(directory, 'jwks.json');
    await writeFile(file, text);
    return file;
  }

  test('a file that is replaced is read again', async () => {
    const file = await createFile(JSON.stringify({ keys: [one] }));
    const set = open(file, { maxAgeMs: 10 });
    expect(await set.find({ alg: 'ES256', kid: 'one' })).toMatchObject({ outcome: 'found' });
    const { generation } = set;
    await writeFile(`${file}.new`, JSON.stringify({ keys: [two] }));
    await rename(`${file}.new`, file);
    await vi.waitFor(() => expect(set.generation).not.toBe(generation));
    expect(await set.find({ alg: 'ES256', kid: 'two' })).toMatchObject({ outcome: 'found' });
  });

  test('a file that is missing is named', async () => {
    expect(await outcomeOf(`${await createFile('')}.missing`)).toContain('ENOENT');
  });

  test('a directory is not read', async () => {
    expect(await outcomeOf(tmpdir())).toContain('is not a regular file');
  });

  test('a file that is too large is not read', async () => {
    expect(await outcomeOf(await createFile(' '.repeat(262_145)))).toContain('larger than 262144 bytes');
  });
});
