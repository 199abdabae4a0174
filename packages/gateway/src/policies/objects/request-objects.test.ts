import { afterEach, describe, expect, test } from 'vitest';

import { as, type Shop, type ShopOptions, startShop } from '../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

async function start(rule: string, options: ShopOptions = {}): Promise<Shop> {
  const shop = await startShop(`access: { scopes: ignored }, objects: { rules: [${rule}] }`, options);
  running.push(shop);
  return shop;
}

const status = async (shop: Shop, path: string, claims: object, headers: Record<string, string> = {}) =>
  (await shop.call(path, { headers: { ...as(claims), ...headers } })).status;

describe('an object in the path', () => {
  const RULE =
    '{ name: own customer, operations: [getCustomer], request: { path: id }, equals: { claim: customer_id }, unless: [{ roles: [x] }, { scopes: [support] }] }';

  test('is for whom it belongs to, and the reason tells no value', async () => {
    const shop = await start(RULE);
    expect(await status(shop, '/customers/7', { customer_id: '7' })).toBe(200);
    const reply = await shop.call('/customers/8', { headers: as({ customer_id: '7' }) });
    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:object-refused' });
    expect((await shop.exchange((exchange) => exchange.status === 403)).reason).toBe(
      'own customer: path parameter id is not the claim customer_id of the caller',
    );
    expect(shop.upstream.seen).toHaveLength(1);
  });

  test.each<[string, string, unknown, number]>([
    ['among several', '/customers/7', ['6', '7'], 200],
    ['not among several', '/customers/7', ['6', '8', 77], 403],
    ['by number', '/customers/7', 7, 200],
    ['by a number that is written otherwise', '/customers/07', 7, 403],
    ['by a number that is written otherwise', '/customers/7.0', 7, 403],
    ['by a number that is not whole', '/customers/7.5', 7.5, 403],
    ['by a number too large to be one', '/customers/9007199254740993', 9007199254740992, 403],
    ['by a truth value', '/customers/true', true, 403],
    ['by null', '/customers/null', null, 403],
    ['by an object', '/customers/%5Bobject%20Object%5D', {}, 403],
    ['by an array in an array', '/customers/7', [['7']], 403],
    ['by nothing', '/customers/7', undefined, 403],
    ['by an empty text', '/customers/7', '', 403],
    ['by an empty list', '/customers/7', [], 403],
    ['percent-encoded', '/customers/%37', '7', 200],
    ['percent-encoded beyond ASCII', '/customers/%C3%A9', 'é', 200],
    ['in another letter case', '/customers/A', 'a', 403],
    ['with a matrix parameter', '/customers/7;x=8', '7', 403],
    ['with what follows', '/customers/7%00', '7', 400],
    ['with a space', '/customers/7%20', '7', 403],
    ['in another normal form', '/customers/e%CC%81', 'é', 403],
    ['encoded twice', '/customers/%2537', '7', 403],
  ])('%s: %s for %j', async (_name, path, claim, expected) => {
    expect(await status(await start(RULE), path, { customer_id: claim })).toBe(expected);
  });

  test('is for those who may have the objects of others, too', async () => {
    const shop = await start(RULE);
    expect(await status(shop, '/customers/8', { customer_id: '7', scope: 'support' })).toBe(200);
    expect(await status(shop, '/customers/8', { scope: 'support' })).toBe(200);
  });

  test('can be held to a claim within a claim, to the subject, and to the consumer', async () => {
    const nested = await start(RULE.replace('claim: customer_id', "claim: '/https:~1~1x/id'"));
    expect(await status(nested, '/customers/7', { 'https://x': { id: '7' } })).toBe(200);
    expect(await status(nested, '/customers/7', { 'https://x': '7', toString: '7' })).toBe(403);
    const subject = await start(RULE.replace('claim: customer_id', 'caller: subject'));
    expect(await status(subject, '/customers/user-1', {})).toBe(200);
    expect(await status(subject, '/customers/user-2', {})).toBe(403);
    const consumer = await start(RULE.replace('claim: customer_id', 'caller: consumer'));
    expect(await status(consumer, '/customers/acme', {})).toBe(200);
    expect(await status(consumer, '/customers/user-1', {})).toBe(403);
  });

  test('is nobody’s where nobody has to say who it is', async () => {
    const shop = await startShop(
      `authentication: { anonymous: always }, objects: { rules: [${RULE.replace('claim: customer_id', 'caller: subject')}] }`,
    );
    running.push(shop);
    expect((await shop.call('/customers/anonymous')).status).toBe(403);
  });
});

describe('an object in the query', () => {
  const RULE = '{ operations: [listOrders], request: { query: customer }, equals: { claim: customer_id } }';

  test.each([
    ['/orders?customer=7', 200],
    ['/orders?a=1&customer=%37', 200],
    ['/orders?%63ustomer=7', 200],
    ['/orders?customer=8', 403],
    ['/orders', 403],
    ['/orders?', 403],
    ['/orders?customer', 403],
    ['/orders?customer=', 403],
    ['/orders?customer=7&customer=8', 403],
    ['/orders?customer=7&customer=7', 403],
    ['/orders?customer=7&%63ustomer=8', 403],
    ['/orders?customer[]=7', 403],
    ['/orders?Customer=7', 403],
    ['/orders?customer=7+', 403],
    ['/orders?customer=7,8', 403],
    ['/orders?customer=%FF', 403],
    [`/orders?${'a&'.repeat(1001)}customer=7`, 403],
  ])('%s', async (path, expected) => {
    expect(await status(await start(RULE), path, { customer_id: '7' })).toBe(expected);
  });

  test('may be left out where that is allowed', async () => {
    const shop = await start(RULE.replace('query: customer', 'query: customer, absent: pass'));
    expect(await status(shop, '/orders', { customer_id: '7' })).toBe(200);
    expect(await status(shop, '/orders?customer=8', { customer_id: '7' })).toBe(403);
    expect(await status(shop, '/orders', {})).toBe(403);
  });
});

test('an object in a header field has to be one value', async () => {
  const shop = await start('{ request: { header: X-Tenant }, equals: { claim: tenant } }');
  expect(await status(shop, '/orders', { tenant: 'a' }, { 'x-tenant': 'a' })).toBe(200);
  expect(await status(shop, '/orders', { tenant: 'a' }, { 'X-TENANT': 'b' })).toBe(403);
  expect(await status(shop, '/orders', { tenant: 'a' })).toBe(403);
  const twice = await shop.call('/orders', { headers: { ...as({ tenant: 'a' }), 'x-tenant': ['a', 'b'] } });
  expect(twice.status).toBe(403);
});

describe('an object in the body', () => {
  const RULE = '{ operations: [createOrder], request: { body: /order/customer }, equals: { claim: customer_id } }';
  const post = async (shop: Shop, body: string, claim: unknown = '7', type = 'application/json') =>
    (await shop.call('/orders', { method: 'POST', headers: { ...as({ customer_id: claim }), 'content-type': type }, body })).status;

  test.each<[string, unknown, number]>([
    ['{"order":{"customer":"7"}}', '7', 200],
    ['{"order":{"customer":7}}', 7, 200],
    ['{"order":{"customer":7.0}}', 7, 200],
    ['{"Order":{"Customer":"7"}}', '7', 200],
    ['{"order":{"customer":"7"}}', 7, 403],
    ['{"order":{"customer":7}}', '7', 403],
    ['{"order":{"customer":["7"]}}', '7', 403],
    ['{"order":{"customer":null}}', '7', 403],
    ['{"order":[{"customer":"7"}]}', '7', 403],
    ['{"order":{"customer":"8"}}', '7', 403],
    ['{"order":{}}', '7', 403],
    ['{"customer":"7"}', '7', 403],
    ['[]', '7', 403],
    ['7', '7', 403],
    ['', '7', 403],
    ['{"order":{"customer":"7","Customer":"8"}}', '7', 403],
    ['{"order":{"customer":"7"},"ORDER":{"customer":"8"}}', '7', 403],
    ['{"order":{"customer":"7","customer":"8"}}', '7', 400],
    ['{"order":{"customer":"7","\\u0063ustomer":"8"}}', '7', 400],
    ['{"__proto__":{"order":{"customer":"7"}}}', '7', 400],
    ['\uFEFF{"order":{"customer":"7"}}', '7', 400],
    ['{"order":{"customer":"7"}', '7', 400],
  ])('%s for %j', async (body, claim, expected) => {
    expect(await post(await start(RULE), body, claim)).toBe(expected);
  });

  test('cannot come in another form', async () => {
    const shop = await start(RULE);
    expect(await post(shop, 'order[customer]=7', '7', 'application/x-www-form-urlencoded')).toBe(415);
    expect(await post(shop, `{"order":{"customer":"7"},"x":"${'x'.repeat(2 ** 20)}"}`)).toBe(413);
  });

  test('is judged before it reaches the upstream, also when it comes in chunks', async () => {
    const shop = await start(RULE);
    const head = `POST /orders HTTP/1.1\r\nHost: a\r\nAuthorization: ${as({ customer_id: '7' })['authorization']}\r\nContent-Type: application/json\r\n`;
    const { text } = await shop.raw(
      `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n1b\r\n{"order":{"customer":"8" }}\r\n0\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 403 /);
    expect(shop.upstream.seen).toEqual([]);
  });
});

describe('a mistake in a rule is an error', () => {
  test.each([
    ['{ request: { path: idd }, equals: { claim: a } }', /no path parameter "idd"[\s\S]*did you mean "id"/],
    ['{ request: { path: id, query: id }, equals: { claim: a } }', /exactly one/],
    ['{ request: { path: id }, equals: {} }', /exactly one/],
    ['{ equals: { claim: a } }', /request, response or both/],
    ['{ request: { body: customer }, equals: { claim: a } }', /JSON pointer/],
    ['{ response: { owner: /a, mismatch: remove }, equals: { claim: a } }', /items/],
  ])('%s', async (rule, message) => {
    await expect(start(rule)).rejects.toThrow(message);
  });
});
