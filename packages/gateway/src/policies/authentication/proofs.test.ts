import { createHmac, generateKeyPairSync } from 'node:crypto';

import { signRequest } from '@airside/identity/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const pair = generateKeyPairSync('ed25519');
const SECRET = 'a-secret-of-the-sender';
const COVERED = ['"@method"', '"@authority"', '"@path"', '"@query"'];

let upstream: Upstream;
let house: House;
let authority: string;

const api = (name: string, options: string, more = '') =>
  `${name}: { path: /${name}, upstreams: ['${upstream.url}'], policies: { authentication: { ${options} } ${more} } }`;

beforeAll(async () => {
  upstream = await startUpstream();
  house = await startHouse(
    `consumers:
  acme:
    signatureKeys: [{ id: acme-1, algorithm: ed25519, publicKey: '\${file:acme.pem}' }]
    webhooks:
      - { id: acme-hooks, scheme: github, secrets: ['\${file:secret}'] }
      - id: acme-own
        scheme: custom
        secrets: ['\${file:secret}']
        custom: { signatureHeader: X-Own, prefix: 'own ', encoding: base64, hash: sha512, timestampHeader: X-At, idHeader: X-Id, content: '<{id}|{timestamp}|{body}>' }
apis: { ${api('orders', 'accept: [apiKey, signature]')}, ${api('hooks', 'accept: [webhook]')}, ${api('few', 'accept: [webhook]', ', rateLimit: { requests: 2, per: 1h }')}, ${api('standard', '')} }
`,
    { 'acme.pem': pair.publicKey.export({ format: 'pem', type: 'spki' }).toString(), secret: SECRET },
    "listen: [{ address: '127.0.0.1:0' }], trustedProxies: [127.0.0.1]",
  );
  authority = `127.0.0.1:${house.port}`;
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

interface Call {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
}

function signed({ method = 'GET', target = '/orders/7?a=1', body }: Call = {}): Record<string, string> {
  const components = body === undefined ? COVERED : [...COVERED, '"content-digest"'];
  const parameters = `created=${Math.floor(Date.now() / 1000)};keyid="acme-1"`;
  const outgoing = { method, scheme: 'http' as const, authority, target, ...(body !== undefined && { body }) };
  return signRequest(outgoing, { algorithm: 'ed25519', key: pair.privateKey, components, parameters });
}

async function reasonOf(id: string): Promise<string | undefined> {
  const exchange = await house.exchange((candidate) => candidate.id === id);
  return exchange.verdicts.find(({ outcome }) => outcome === 'refuse')?.reason;
}

describe('a signed request', () => {
  test('passes, without its signature', async () => {
    const reply = await house.call('/orders/7?a=1', { headers: { ...signed(), 'x-request-id': 'signed' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty('signature');
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty('signature-input');
    const exchange = await house.exchange(({ id }) => id === 'signed');
    expect(exchange.principal).toEqual({ kind: 'signature', subject: 'acme', consumer: 'acme', credential: 'acme-1', scopes: [] });
  });

  test('passes with a body that its digest fits, and with no other', async () => {
    const call = { method: 'POST', body: '{"a":1}' };
    const headers = signed(call);
    expect((await house.call('/orders/7?a=1', { ...call, headers })).status).toBe(200);
    const seen = upstream.seen.length;
    const reply = await house.call('/orders/7?a=1', { ...call, body: '{"a":2}', headers: { ...headers, 'x-request-id': 'body' } });
    expect(reply.status).toBe(401);
    expect(await reasonOf('body')).toMatch(/sha-256/);
    expect(upstream.seen).toHaveLength(seen);
  });

  test('is verified over the path as it was sent, and goes on in normal form', async () => {
    const target = '/orders/%37?a=1';
    expect((await house.call(target, { headers: signed({ target }) })).status).toBe(200);
    expect(upstream.seen.at(-1)?.url).toBe('/7?a=1');
    expect((await house.call('/orders/7?a=1', { headers: signed({ target }) })).status).toBe(401);
  });

  test('does not pass for another path, and the answer says what has to be signed', async () => {
    const reply = await house.call('/orders/8?a=1', { headers: signed() });
    expect(reply.status).toBe(401);
    expect(reply.headers['accept-signature']).toBe('sig1=("@method" "@authority" "@path" "@query" "content-digest");created;keyid');
  });

  test('is asked for where nothing was shown', async () => {
    const reply = await house.call('/orders/7');
    expect(String(reply.headers['www-authenticate'])).toMatch(/Signature realm=/);
    expect(reply.headers['accept-signature']).toBeDefined();
  });
});

describe('a webhook', () => {
  const mac = (body: string) => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` });

  test('passes where it is accepted, once its body has been seen', async () => {
    const reply = await house.call('/hooks/x', { method: 'POST', body: '{"a":1}', headers: { ...mac('{"a":1}'), 'x-request-id': 'hook' } });
    expect(reply.status).toBe(200);
    expect(upstream.seen.at(-1)?.headers).not.toHaveProperty('x-hub-signature-256');
    const exchange = await house.exchange(({ id }) => id === 'hook');
    expect(exchange.principal).toMatchObject({ kind: 'webhook', consumer: 'acme', credential: 'acme-hooks' });
  });

  test.each(['{"a":2}', ''])('does not pass with the body %j', async (body) => {
    const seen = upstream.seen.length;
    const reply = await house.call('/hooks/x', { method: 'POST', body, headers: mac('{"a":1}') });
    expect(reply.status).toBe(401);
    expect(upstream.seen).toHaveLength(seen);
  });

  test('does not pass where it is not named among what is accepted', async () => {
    expect((await house.call('/standard/x', { method: 'POST', body: '{"a":1}', headers: mac('{"a":1}') })).status).toBe(401);
  });

  test('of a scheme that the configuration describes passes, once', async () => {
    const at = String(Math.floor(Date.now() / 1000));
    const own = (content: string) => `own ${createHmac('sha512', SECRET).update(content).digest('base64')}`;
    const send = (id: string, signature: string) =>
      house.call('/hooks/x', { method: 'POST', body: '{}', headers: { 'x-at': at, 'x-id': id, 'x-own': signature } });
    expect((await send('7', own(`<8|${at}|{}>`))).status).toBe(401);
    expect((await send('7', own(`<7|${at}|{}>`).slice(4))).status).toBe(401);
    expect((await send('7', own(`<7|${at}|{}>`))).status).toBe(200);
    expect((await send('7', own(`<7|${at}|{}>`))).status).toBe(401);
  });

  test('that is forged does not use up what its sender may call', async () => {
    const from = (address: string) => ({ method: 'POST', body: '{}', headers: { ...mac('{}'), 'x-forwarded-for': address } });
    const forged = { ...from('192.0.2.66'), body: 'forged' };
    const statuses: number[] = [];
    for (let count = 0; count < 3; count++) statuses.push((await house.call('/few/x', forged)).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await house.call('/few/x', from('192.0.2.1'))).status).toBe(200);
  });
});

test.each([
  ["signatureKeys: [{ id: k, algorithm: ed25519, publicKey: 'nonsense' }]", /public key in PEM/],
  ["signatureKeys: [{ id: k, algorithm: rsa-pss-sha512, publicKey: '${file:acme.pem}' }]", /not a key for rsa-pss-sha512/],
  ["signatureKeys: [{ id: k, algorithm: hmac-sha256, publicKey: '${file:acme.pem}' }]", /expected +secret for hmac-sha256/],
  [
    "signatureKeys: [{ id: k, algorithm: ed25519, publicKey: '${file:acme.pem}' }, { id: k, algorithm: ed25519, publicKey: '${file:acme.pem}' }]",
    /already/,
  ],
  ["webhooks: [{ id: w, scheme: standard-webhooks, secrets: ['${file:secret}'] }]", /base64/],
  ["webhooks: [{ id: w, scheme: custom, secrets: ['${file:secret}'] }]", /expected +custom with/],
  [
    "webhooks: [{ id: w, scheme: custom, secrets: ['${file:secret}'], custom: { signatureHeader: X-S, timestampHeader: X-T } }]",
    /a time that is not signed/,
  ],
  ["webhooks: [{ id: w, scheme: github, secrets: ['written-out-in-the-file'] }]", /stands here in clear/],
])('a configuration is refused: %s', async (consumer, message) => {
  await expect(house.apply(`consumers: { acme: { ${consumer} } }\napis: { orders: { upstreams: ['${upstream.url}'] } }\n`)).rejects.toThrow(
    message,
  );
});

test('two senders of one field cannot be accepted by one API', async () => {
  const hook = (id: string) => `${id}: { webhooks: [{ id: ${id}, scheme: github, secrets: ['\${file:secret}'] }] }`;
  const yaml = `consumers: { ${hook('a')}, ${hook('b')} }\napis: { ${api('hooks', 'accept: [webhook]')} }\n`;
  await expect(house.apply(yaml)).rejects.toThrow(/"a" and "b" both use the field x-hub-signature-256/);
});
