import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { tarGz } from '../../test/tar-archive.ts';
import { parseLocation, parseRedirection, shownLocation } from './location.ts';
import { obtainRuleSet } from './obtain.ts';
import { MOST_ARCHIVE_BYTES } from './read-archive.ts';

const archive = tarGz([
  { path: 'own-1.0/crs-setup.conf', content: '' },
  { path: 'own-1.0/rules/one.conf', content: 'x' },
]);
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const LISTING = sha256(`${sha256('')}  crs-setup.conf\n${sha256('x')}  rules/one.conf\n`);
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;

let folder: string;
const place = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'airside-obtain-'));
  writeFileSync(place('own.tar.gz'), archive);
  writeFileSync(place('own.sig'), sign(null, archive, privateKey));
});
afterEach(() => rmSync(folder, { recursive: true }));

function putFolder(): string {
  mkdirSync(place('own/rules'), { recursive: true });
  writeFileSync(place('own/crs-setup.conf'), '');
  writeFileSync(place('own/rules/one.conf'), 'x');
  return place('own');
}

describe('a folder', () => {
  test('holds the same as the archive of it, whatever else begins with a dot', async () => {
    mkdirSync(join(putFolder(), '.git'));
    writeFileSync(place('own/.git/x'), 'x');
    writeFileSync(place('own/.hidden'), 'x');
    const found = await obtainRuleSet({ source: place('own'), sha256: LISTING });
    expect(found).toMatchObject({ title: 'own', contents: LISTING, sha256: LISTING, proof: 'checksum' });
    expect((await obtainRuleSet({ source: place('own.tar.gz') })).contents).toBe(LISTING);
  });

  test('with a link in it is refused', async () => {
    symlinkSync('/etc/passwd', join(putFolder(), 'rules/two.conf'));
    await expect(obtainRuleSet({ source: place('own') })).rejects.toThrow(/two\.conf cannot be part of a rule set.*links are not followed/);
  });

  test.each([
    [{ sha256: '0'.repeat(64) }, 'is not what was asked for: its SHA-256 is'],
    [{ sha256: 'abc' }, 'is not 64 hexadecimal digits'],
    [{ signature: { location: '/x', publicKey: pem } }, 'only archives are signed'],
  ])('is refused with %j', async (more, message) => {
    await expect(obtainRuleSet({ source: putFolder(), ...more })).rejects.toThrow(message);
  });
});

describe('an archive', () => {
  test('is proved by its checksum, in whatever letters, or by its signature, in bytes or base64', async () => {
    const source = place('own.tar.gz');
    const digest = sha256(archive);
    expect(await obtainRuleSet({ source, sha256: digest.toUpperCase() })).toMatchObject({
      title: 'own-1.0',
      sha256: digest,
      proof: 'checksum',
    });
    const signed = { source, signature: { location: place('own.sig'), publicKey: pem } };
    expect(await obtainRuleSet(signed)).toMatchObject({ proof: 'signature' });
    writeFileSync(place('own.sig'), `${sign(null, archive, privateKey).toString('base64')}\n`);
    expect(await obtainRuleSet(signed)).toMatchObject({ proof: 'signature' });
  });

  test.each<[string, () => Uint8Array | string, string]>([
    ['of something else', () => sign(null, Buffer.from('x'), privateKey), 'is not a signature of this archive by this key'],
    ['by somebody else', () => sign(null, archive, generateKeyPairSync('ed25519').privateKey), 'is not a signature of this archive'],
    ['that is empty', () => '', 'is no Ed25519 signature'],
    ['that is cut off', () => sign(null, archive, privateKey).subarray(0, 63), 'is no Ed25519 signature'],
    ['of OpenPGP', () => '-----BEGIN PGP SIGNATURE-----\n\nwsB\n', 'is no Ed25519 signature'],
    ['that is long', () => 'A'.repeat(2000), 'has more than 1024 bytes'],
  ])('with a signature %s is refused, also with the right checksum', async (_what, signature, message) => {
    writeFileSync(place('own.sig'), signature());
    const request = { source: place('own.tar.gz'), sha256: sha256(archive), signature: { location: place('own.sig'), publicKey: pem } };
    await expect(obtainRuleSet(request)).rejects.toThrow(message);
  });

  test('with a good signature and a wrong checksum is refused', async () => {
    const request = { source: place('own.tar.gz'), sha256: '0'.repeat(64), signature: { location: place('own.sig'), publicKey: pem } };
    await expect(obtainRuleSet(request)).rejects.toThrow('is not what was asked for');
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  test.each([
    ['RSA', rsa],
    ['none', 'x'],
    ['private', secret],
  ])('is not checked with a key that is %s, and the key is not repeated', async (_kind, key) => {
    const request = { source: place('own.tar.gz'), signature: { location: place('own.sig'), publicKey: key } };
    const error = (await obtainRuleSet(request).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toBe('the key is no Ed25519 public key in PEM form');
  });
});

describe('a URL', () => {
  let server: Server;
  let base: string;
  let answer: RequestListener;
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('is fetched, over redirections, with a proof; its query is not recorded', async () => {
    answer = ({ url = '' }, response) => {
      if (url.startsWith('/latest')) response.writeHead(302, { location: '/own-1.0.tar.gz' }).end();
      else response.end(url.endsWith('.sig') ? sign(null, archive, privateKey) : archive);
    };
    const found = await obtainRuleSet({ source: `${base}/latest?token=secret`, sha256: sha256(archive) });
    expect(found).toMatchObject({ source: `${base}/latest`, title: 'own-1.0', contents: LISTING });
    const signature = { location: `${base}/own.sig`, publicKey: pem };
    expect(await obtainRuleSet({ source: `${base}/own`, signature })).toMatchObject({ proof: 'signature' });
  });

  test('is not asked without a proof', async () => {
    answer = () => expect.unreachable();
    await expect(obtainRuleSet({ source: `${base}/x?token=secret` })).rejects.toThrow(/^http:\S+\/x is fetched only with a proof/);
  });

  test.each<[string, RequestListener, string]>([
    ['says no', (_request, response) => response.writeHead(404).end(), 'it answers 404'],
    ['redirects for ever', (_request, response) => response.writeHead(302, { location: '/' }).end(), 'redirects more than 5 times'],
    [
      'redirects to plain http',
      (_request, response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
      'a place that is not https',
    ],
    [
      'redirects to a file',
      (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'a place that is not https',
    ],
    ['redirects nowhere', (_request, response) => response.writeHead(302).end(), 'it answers 302'],
    [
      'breaks off',
      (_request, response) => response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy()),
      'cannot be fetched',
    ],
    ['sends without end', endless, `it has more than ${MOST_ARCHIVE_BYTES} bytes`],
    ['sends something else', (_request, response) => response.end('x'), 'is not what was asked for'],
  ])('that %s is refused', async (_what, listener, message) => {
    answer = listener;
    await expect(obtainRuleSet({ source: `${base}/`, sha256: sha256(archive) })).rejects.toThrow(message);
  });

  test('that nobody answers at is unavailable', async () => {
    await expect(obtainRuleSet({ source: 'http://127.0.0.1:1/x', sha256: '0'.repeat(64) })).rejects.toMatchObject({
      reason: 'unavailable',
    });
  });
});

test.each(['http://example.com/x', 'ftp://example.com/x', 'file:///x', 'http://127.0.0.1.example.com/', 'http://[::2]/', 'https://'])(
  '%s is no place to fetch from',
  (text) => {
    expect(() => parseLocation(text)).toThrow('is no place to fetch from');
  },
);

test('a URL with a password is refused, and the password is not repeated', () => {
  const text = 'https://user:secret@example.com/x?token=secret';
  expect(() => parseLocation(text)).toThrow(/^https:\/\/example\.com\/x has a user name or password/);
  expect(shownLocation(text)).not.toContain('secret');
});

test('nobody is led from elsewhere to the services of this machine', () => {
  expect(() => parseRedirection(new URL('https://example.com/'), 'http://127.0.0.1:80/')).toThrow('redirects to a place that is not https');
  expect(parseRedirection(new URL('http://localhost:80/a'), '/b').href).toBe('http://localhost/b');
  expect(parseRedirection(new URL('https://example.com/a'), '//cdn.example/b').href).toBe('https://cdn.example/b');
});

const endless: RequestListener = (_request, response) => {
  const chunk = Buffer.alloc(1024 * 1024);
  const write = (): void => {
    if (!response.destroyed) response.write(chunk, write);
  };
  write();
};
