import { gzipSync } from 'node:zlib';

import { afterEach, describe, expect, test } from 'vitest';

import { as, type Shop, startShop } from '../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

const ONE = '{ name: own order, response: { owner: /customer }, equals: { claim: customer_id }, unless: [{ scopes: [support] }] }';
const LIST = '{ response: { owner: /customer, items: /orders, mismatch: remove }, equals: { claim: customer_id } }';

interface Situation {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly claims?: object;
}

async function answered(rule: string, body: string | Buffer, { status = 200, headers = {}, claims = {} }: Situation = {}) {
  const shop = await startShop(`access: { scopes: ignored }, objects: { rules: [${rule}] }`, {
    answer: (_request, response) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(body);
    },
  });
  running.push(shop);
  const reply = await shop.call('/orders', { headers: as({ customer_id: '7', ...claims }) });
  return { shop, reply, status: reply.status, text: reply.body.toString() };
}

describe('an answer that is one object', () => {
  test('reaches its owner as it was sent', async () => {
    const { status, text } = await answered(ONE, '{ "customer":"7", "n":1.0 }');
    expect([status, text]).toEqual([200, '{ "customer":"7", "n":1.0 }']);
  });

  test.each([
    '{"customer":"8","secret":1}',
    '{"customer":7,"secret":1}',
    '{"customer":["7"],"secret":1}',
    '{"customer":null,"secret":1}',
    '{"secret":1}',
    '[{"customer":"7","secret":1}]',
    '"secret"',
    '{"customer":"7","Customer":"8","secret":1}',
  ])('of somebody else is refused: %s', async (body) => {
    const { shop, reply, text } = await answered(ONE, body);
    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:object-refused' });
    expect(text).not.toContain('secret');
    expect((await shop.exchange(({ status }) => status === 403)).upstream?.status).toBe(200);
  });

  test('reaches those who may have the objects of others', async () => {
    expect((await answered(ONE, '{"customer":"8"}', { claims: { scope: 'support' } })).status).toBe(200);
  });

  test('reaches nobody without the claim, and the upstream is not asked', async () => {
    const { shop, status } = await answered(ONE, '{"customer":"7"}', { claims: { customer_id: undefined } });
    expect(status).toBe(403);
    expect(shop.upstream.seen).toEqual([]);
  });
});

describe('an answer that is a list', () => {
  const BODY = '{"total":3, "orders":[{"customer":"8","n":1}, {"customer":"7","n":12345678901234567890},{"n":3}]}';

  test('comes without the objects of others', async () => {
    const { status, text, reply } = await answered(LIST, BODY, { headers: { ETag: '"1"' } });
    expect([status, text]).toEqual([200, '{"total":3, "orders":[{"customer":"7","n":12345678901234567890}]}']);
    expect(reply.headers['etag']).toBeUndefined();
  });

  test('is refused where it has objects of others and that is chosen', async () => {
    expect((await answered(LIST.replace('remove', 'refuse'), BODY)).status).toBe(403);
    expect((await answered(LIST.replace('remove', 'refuse'), '{"orders":[{"customer":"7"}]}')).status).toBe(200);
  });

  test('may be the whole body, and may be empty', async () => {
    const rule = LIST.replace('items: /orders', "items: ''");
    expect((await answered(rule, '[{"customer":"8"},{"customer":"7"}]')).text).toBe('[{"customer":"7"}]');
    expect((await answered(rule, '[{"customer":"8"}]')).text).toBe('[]');
    expect((await answered(rule, '[ ]')).text).toBe('[ ]');
  });

  test.each(['{"orders":{"customer":"7"}}', '{"Orders":[],"orders":[]}', '{}', '[]', 'null'])(
    'is refused where it is none: %s',
    async (body) => {
      expect((await answered(LIST, body)).status).toBe(403);
    },
  );
});

describe('an answer that cannot be looked into is withheld', () => {
  test.each<[string, string | Buffer, Record<string, string>]>([
    ['another media type', 'secret', { 'Content-Type': 'text/csv' }],
    ['broken JSON', '{"customer":"7",', {}],
    ['a name that stands twice', '{"customer":"7","customer":"8"}', {}],
    ['not in its coding', '{"customer":"7"}', { 'Content-Encoding': 'br' }],
  ])('%s', async (_name, body, headers) => {
    const { reply } = await answered(ONE, body, { headers });
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:response-withheld', status: 502 });
  });

  test('a part', async () => {
    expect((await answered(ONE, '{"customer":"7"}', { status: 206, headers: { 'Content-Range': 'bytes 0-1/2' } })).status).toBe(502);
  });
});

test('an encoded answer is looked into, and passes as it is', async () => {
  const body = gzipSync('{"customer":"7"}');
  const { reply } = await answered(ONE, body, { headers: { 'Content-Encoding': 'gzip' } });
  expect([reply.status, reply.headers['content-encoding'], reply.body.equals(body)]).toEqual([200, 'gzip', true]);
  expect((await answered(ONE, gzipSync('{"customer":"8"}'), { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(403);
});

test('an answer that is no success passes', async () => {
  expect(await answered(ONE, '{"error":"not found"}', { status: 404 })).toMatchObject({ status: 404, text: '{"error":"not found"}' });
});

test('objects are judged before fields are taken away', async () => {
  const shop = await startShop(
    `access: { scopes: ignored }, objects: { rules: [${LIST}] }, fields: { responses: [{ fields: ['/**/customer'] }] }`,
    {
      answer: (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end('{"orders":[{"customer":"8","n":1},{"customer":"7","n":2}]}');
      },
    },
  );
  running.push(shop);
  expect((await shop.call('/orders', { headers: as({ customer_id: '7' }) })).body.toString()).toBe('{"orders":[{"n":2}]}');
});
