import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, test } from 'vitest';

import type { Answer } from '../../../test/house.ts';
import { as, type Shop, startShop } from '../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

async function start(recording: string, answer?: Answer, more = ''): Promise<Shop> {
  const shop = await startShop(`access: { scopes: ignored }, recording: { ${recording} }${more}`, answer && { answer });
  running.push(shop);
  return shop;
}

const json =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body);
  };

const ORDER = { method: 'POST', body: '{"item":"a","card":{"pin":"hunter"}}' };
const post = (shop: Shop, body = ORDER.body, headers: Record<string, string> = {}) =>
  shop.call('/orders', { method: 'POST', headers: { ...as(), 'content-type': 'application/json', ...headers }, body });
const recorded = (shop: Shop) => shop.exchange(({ method, path }) => method !== '' && path !== '');

describe('unless it is asked for', () => {
  test('nothing is recorded in full', async () => {
    const shop = await start('');
    await post(shop);
    expect(await recorded(shop)).not.toHaveProperty('request');
    expect(await recorded(shop)).not.toHaveProperty('response');
  });

  test('bodies are not recorded with header fields', async () => {
    const shop = await start('headers: true', json('{"id":1}'));
    await post(shop);
    const { request, response } = await recorded(shop);
    expect(request).toEqual({ headers: expect.arrayContaining([['content-type', 'application/json']]) as unknown });
    expect(response).toEqual({ headers: expect.arrayContaining([['content-type', 'application/json']]) as unknown });
  });

  test('nothing is recorded of those whom chance leaves out', async () => {
    const shop = await start('headers: true, share: 0');
    await post(shop);
    expect(await recorded(shop)).not.toHaveProperty('request');
  });
});

describe('request and answer in full', () => {
  test('are those that passed, without what is secret, and pass unchanged', async () => {
    const shop = await start('bodies: json', json('{"id":12345678901234567890,"token":"t-hunter"}', { 'Set-Cookie': 'sid=c-hunter' }));
    const reply = await post(shop, undefined, { cookie: 'sid=k-hunter' });
    expect(reply.body.toString()).toBe('{"id":12345678901234567890,"token":"t-hunter"}');
    expect(shop.upstream.seen[0]?.body.toString()).toBe(ORDER.body);
    const exchange = await recorded(shop);
    expect(exchange.request?.body).toBe('{"item":"a","card":{"pin":"***"}}');
    expect(exchange.response?.body).toBe('{"id":12345678901234567890,"token":"***"}');
    expect(exchange.request?.headers).toEqual(
      expect.arrayContaining([
        ['authorization', 'Bearer ***'],
        ['cookie', 'sid=***'],
      ]),
    );
    expect(exchange.response?.headers).toEqual(expect.arrayContaining([['set-cookie', 'sid=***']]));
    expect(JSON.stringify(exchange)).not.toContain('hunter');
  });

  test('are recorded once, also where a policy reads the body first', async () => {
    const shop = await start('bodies: json', json('{}'), ', contract: { mode: enforce }');
    await post(shop);
    expect((await recorded(shop)).request?.body).toBe('{"item":"a","card":{"pin":"***"}}');
  });

  test('are without content coding', async () => {
    const shop = await start('bodies: json', json(gzipSync('{"id":1}'), { 'Content-Encoding': 'gzip' }));
    await post(shop);
    expect((await recorded(shop)).response?.body).toBe('{"id":1}');
  });

  test('are what the caller got, not what the upstream said', async () => {
    const shop = await start('bodies: json', json('{"id":1,"ssn":"078-05-1120"}'), ", fields: { responses: [{ fields: ['/ssn'] }] }");
    await post(shop);
    expect((await recorded(shop)).response?.body).toBe('{"id":1}');
  });

  test('tell of a refused request what came, and of no answer', async () => {
    const shop = await start('bodies: json', json('{}'), ', contract: { mode: enforce }');
    expect((await post(shop, '{"a":')).status).toBe(400);
    const exchange = await recorded(shop);
    expect(exchange.request?.body).toBe('{"a":');
    expect(exchange).not.toHaveProperty('response');
  });
});

test('keys are secret where the definition says that they are sent, whatever that is called', async () => {
  const schemes = `components:
  securitySchemes:
    a: { type: apiKey, in: header, name: X-Acme }
    b: { type: apiKey, in: query, name: acme }
`;
  const upstreamDefinition = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths: { /orders: { post: { operationId: createOrder, security: [{ a: [] }, { b: [] }], responses: { '200': { description: ok } } } } }
${schemes}`;
  const shop = await startShop('access: { scopes: ignored }, recording: { headers: true }', { files: { 'shop.yaml': upstreamDefinition } });
  running.push(shop);
  await shop.call('/orders?acme=hunter&a=1', { method: 'POST', headers: { ...as(), 'x-acme': 'hunter' } });
  const exchange = await recorded(shop);
  expect(exchange.query).toBe('acme=***&a=1');
  expect(exchange.request?.headers).toEqual(expect.arrayContaining([['x-acme', '***']]));
});

describe('a body is left out, and why is told,', () => {
  test.each<[string, Answer, string]>([
    ['that is of no chosen type', json('hello', { 'Content-Type': 'text/plain' }), 'not-chosen'],
    ['that has no type', (_request, response) => response.end('{"ok":true}'), 'not-chosen'],
    ['that is larger than is recorded', json(`"${'x'.repeat(100)}"`), 'too-large'],
    ['that turns out larger when it is decoded', json(gzipSync(`"${'x'.repeat(100)}"`), { 'Content-Encoding': 'gzip' }), 'too-large'],
    ['in a coding that is not known', json('{}', { 'Content-Encoding': 'aes128gcm' }), 'encoding'],
    ['that is not what its coding says', json('{}', { 'Content-Encoding': 'gzip' }), 'encoding'],
    ['that is no text', json(Buffer.from([0x22, 0xff, 0x22])), 'not-text'],
  ])('%s', async (_name, answer, why) => {
    const shop = await start('bodies: json, maxBody: 64B', answer);
    await post(shop);
    const { response } = await recorded(shop);
    expect(response).toEqual({ headers: expect.anything() as unknown, omitted: why });
  });

  test('that came only in part, because the request was refused', async () => {
    const shop = await start('bodies: json, maxBody: 1MiB', json('{}'), ', contract: { mode: enforce, maxInspectedBody: 64KiB }');
    const body = Readable.from(['"', ...Array.from({ length: 100 }, () => 'x'.repeat(1000)), '"']);
    const headers = { ...as(), 'content-type': 'application/json' };
    const { status } = await fetch(`${shop.url}/orders`, {
      method: 'POST',
      headers,
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
    });
    expect(status).toBe(413);
    expect((await recorded(shop)).request).toMatchObject({ omitted: 'not-complete' });
  });

  test('that nobody read, because the request was refused', async () => {
    const shop = await start('bodies: json');
    expect((await post(shop, undefined, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await recorded(shop)).request).toMatchObject({ omitted: 'not-complete' });
  });

  test('that breaks off', async () => {
    const shop = await start('bodies: json', (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
      response.write('{"a":');
      setImmediate(() => response.destroy());
    });
    await post(shop).catch(() => undefined);
    expect((await recorded(shop)).response).toMatchObject({ omitted: 'not-complete' });
  });
});

test('text of other types is recorded where that is asked for', async () => {
  const shop = await start('bodies: text', json('password=abc&note=x', { 'Content-Type': 'application/x-www-form-urlencoded' }));
  await post(shop);
  expect((await recorded(shop)).response?.body).toBe('password=***&note=x');
});

test('an answer without a body has none', async () => {
  const shop = await start('bodies: json', (_request, response) => {
    response.writeHead(204);
    response.end();
  });
  await post(shop);
  expect((await recorded(shop)).response).toEqual({ headers: expect.anything() as unknown });
});
