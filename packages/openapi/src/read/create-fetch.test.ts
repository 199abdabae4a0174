import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createFetch } from './create-fetch.ts';
import { readDefinition } from './read-definition.ts';

const folder = mkdtempSync(join(tmpdir(), 'openapi-fetch-'));
const asked: string[] = [];
let server: Server;
let ca = '';
let port = 0;

const DEFINITION = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: { '/a': { get: { parameters: [{ $ref: 'parts/limit.json' }] } } },
};
const LIMIT = { name: 'limit', in: 'query', schema: { $ref: '../schemas.json#/Limit' } };

beforeAll(async () => {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...key, ...names, ...files], { stdio: 'ignore' });
  ca = readFileSync(join(folder, 'cert.pem'), 'utf8');
  const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value), headers: {} });
  const answers: Readonly<Record<string, { status: number; body: string; headers: Record<string, string> }>> = {
    '/api.json': json(DEFINITION),
    '/parts/limit.json': json(LIMIT),
    '/schemas.json': json({ Limit: { type: 'integer' } }),
    '/here': { status: 302, body: '', headers: { location: '/api.json' } },
    '/elsewhere': { status: 302, body: '', headers: { location: 'https://example.com/api.json' } },
    '/plain': { status: 302, body: '', headers: { location: 'http://127.0.0.1/api.json' } },
    '/round': { status: 302, body: '', headers: { location: '/round' } },
    '/packed': { status: 200, body: 'x', headers: { 'content-encoding': 'gzip' } },
    '/long': { status: 200, body: 'x'.repeat(1001), headers: {} },
    '/file': json({ ...DEFINITION, paths: { '/a': { $ref: 'file:///etc/passwd' } } }),
  };
  server = createServer({ key: readFileSync(join(folder, 'key.pem')), cert: ca }, ({ url = '' }, response) => {
    asked.push(url);
    const { status, body, headers } = answers[url] ?? { status: 404, body: '', headers: {} };
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The message of a refusal, or the text. */
async function fetched(url: string, origins: readonly string[] = [`https://127.0.0.1:${port}`], authority = ca): Promise<string> {
  const result = await createFetch({ origins, ca: authority })(url, 1000);
  return 'bytes' in result ? new TextDecoder().decode(result.bytes) : result.refused.message;
}

test('a definition is read from a listed origin, with its references', async () => {
  const fetch = createFetch({ origins: [`https://127.0.0.1:${port}`], ca });
  const { document, problems, files } = await readDefinition(`https://127.0.0.1:${port}/api.json`, { fetch });
  expect(problems).toEqual([]);
  expect(document).toMatchObject({ components: { schemas: { Limit: { type: 'integer' } } } });
  expect(files).toEqual(['api.json', 'parts/limit.json', 'schemas.json'].map((name) => `https://127.0.0.1:${port}/${name}`));
});

test('a definition from a URL cannot name local files', async () => {
  const fetch = createFetch({ origins: [`https://127.0.0.1:${port}`], ca });
  const { problems } = await readDefinition(`https://127.0.0.1:${port}/file`, { fetch });
  expect(problems[0]).toMatchObject({ message: 'a reference to a URL is not followed', found: 'file:///etc/passwd' });
});

test('redirections to listed origins are followed', async () => {
  expect(JSON.parse(await fetched(`https://127.0.0.1:${port}/here`))).toEqual(DEFINITION);
});

describe('nothing is asked of', () => {
  const closed = (name: string, url: () => string, origins: () => readonly string[], message: RegExp): void => {
    test(name, async () => {
      const before = asked.length;
      expect(await fetched(url(), origins())).toMatch(message);
      expect(asked.length).toBe(before);
    });
  };
  const own = (): readonly string[] => [`https://127.0.0.1:${port}`];
  closed('another origin', () => 'https://example.com/', own, /may not be fetched/);
  closed('another port', () => 'https://127.0.0.1:1/', own, /may not be fetched/);
  closed('a URL with credentials', () => `https://a:b@127.0.0.1:${port}/api.json`, own, /may not be fetched/);
  closed(
    'http',
    () => `http://127.0.0.1:${port}/api.json`,
    () => [`http://127.0.0.1:${port}`],
    /may not be fetched/,
  );
  const name = (): readonly string[] => [`https://localhost:${port}`];
  closed('a name that stands for an inner address', () => `https://localhost:${port}/api.json`, name, /inside a network: allow https/);
});

test('a name that stands for an inner address is asked where that address is listed too', async () => {
  expect(
    await fetched(`https://localhost:${port}/api.json`, [`https://localhost:${port}`, 'https://127.0.0.1', 'https://[::1]']),
  ).toContain('openapi');
});

test.each([
  ['/elsewhere', /may not be fetched/],
  ['/plain', /may not be fetched/],
  ['/round', /redirects too often/],
  ['/packed', /status 200/],
  ['/missing', /status 404/],
  ['/long', /too large/],
])('%s is refused', async (path, message) => {
  expect(await fetched(`https://127.0.0.1:${port}${path}`)).toMatch(message);
});

test('a certificate that nobody trusts is refused', async () => {
  const result = await createFetch({ origins: [`https://127.0.0.1:${port}`] })(`https://127.0.0.1:${port}/api.json`, 1000);
  expect(result).toMatchObject({ refused: { message: expect.stringMatching(/cannot be read/) as string } });
});
