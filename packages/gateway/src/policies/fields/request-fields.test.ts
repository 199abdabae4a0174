import { afterEach, describe, expect, test } from 'vitest';

import { as, type Shop, startShop } from '../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

const RULE = "{ operations: [createOrder], fields: ['/role', '/items/*/price'], writableBy: [{ roles: [admin] }, { scopes: [pricing] }] }";

async function start(rule = RULE, more = ''): Promise<Shop> {
  const shop = await startShop(`access: { scopes: ignored }, fields: { requests: [${rule}] } ${more}`);
  running.push(shop);
  return shop;
}

const JSON_TYPE = 'application/json';
const post = (shop: Shop, body: string | Buffer, claims: object = {}, type = JSON_TYPE, headers: Record<string, string> = {}) =>
  shop.call('/orders', {
    method: 'POST',
    headers: { ...as(claims), ...(type !== '' && { 'content-type': type }), ...headers },
    body,
  });

describe('a body that sets a field which the caller may not write', () => {
  test.each([
    ['{"role":"admin"}', '/role'],
    ['{"Role":"admin"}', '/Role'],
    ['{"\\u0072ole":null}', '/role'],
    ['{"ro\u017fe":1,"items":[{},{"price":1}]}', '/items/1/price'],
    ['{"items":{"x":{"PRICE":0}}}', '/items/x/PRICE'],
  ])('%s is refused, with its place', async (body, pointer) => {
    const shop = await start();
    const reply = await post(shop, body);
    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:field-refused', errors: [{ in: 'body', pointer }] });
    expect(shop.upstream.seen).toEqual([]);
  });

  test.each([
    ['a form', 'role=admin', 'application/x-www-form-urlencoded', 415],
    ['parts', '--x\r\nContent-Disposition: form-data; name=role\r\n\r\nadmin\r\n--x--', 'multipart/form-data; boundary=x', 415],
    ['no media type', '{"role":1}', '', 415],
    ['UTF-16', Buffer.from('{"role":1}', 'utf16le'), 'application/json; charset=utf-16', 415],
    ['UTF-16 without saying so', Buffer.from('{"role":1}', 'utf16le'), JSON_TYPE, 400],
    ['a byte order mark', '\uFEFF{"role":1}', JSON_TYPE, 400],
    ['a name that stands twice', '{"x":1,"x":2}', JSON_TYPE, 400],
    ['__proto__', '{"__proto__":{"role":1}}', JSON_TYPE, 400],
    ['broken JSON', '{"role":1,}', JSON_TYPE, 400],
    ['two values', '{} {"role":1}', JSON_TYPE, 400],
    ['too deep', `${'['.repeat(65)}${']'.repeat(65)}`, JSON_TYPE, 400],
    ['too large', `{"x":"${'x'.repeat(2 ** 20)}"}`, JSON_TYPE, 413],
  ])('cannot come as %s', async (_name, body, type, status) => {
    const shop = await start();
    expect((await post(shop, body, {}, type)).status).toBe(status);
    expect(shop.upstream.seen).toEqual([]);
  });

  test('cannot come encoded', async () => {
    expect((await post(await start(), 'x', {}, JSON_TYPE, { 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

test('whoever may write the fields sends what it likes', async () => {
  const shop = await start();
  expect((await post(shop, '{"role":1}', { scope: 'pricing' })).status).toBe(200);
  expect((await post(shop, 'role=1', { scope: 'pricing' }, 'application/x-www-form-urlencoded')).status).toBe(200);
  expect((await post(shop, '{"note":"role","items":[{"sku":"price"}]}')).status).toBe(200);
});

describe('where fields are removed', () => {
  const REMOVING = RULE.replace('fields:', 'otherwise: remove, fields:');

  test('the upstream gets the body without them, with its length, and nothing that speaks of the old one', async () => {
    const shop = await start(REMOVING);
    const reply = await post(shop, '{"id":12345678901234567890,"role":"admin"}', {}, JSON_TYPE, { 'content-digest': 'sha-256=:x:' });
    expect(reply.status).toBe(200);
    const [seen] = shop.upstream.seen;
    expect(seen?.body.toString()).toBe('{"id":12345678901234567890}');
    expect(seen?.headers['content-length']).toBe('27');
    expect(seen?.headers['content-digest']).toBeUndefined();
  });

  test('a body without them is forwarded byte for byte', async () => {
    const shop = await start(REMOVING);
    await post(shop, '{ "a" : 1.0 }', {}, JSON_TYPE, { 'content-digest': 'sha-256=:x:' });
    expect(shop.upstream.seen[0]?.body.toString()).toBe('{ "a" : 1.0 }');
    expect(shop.upstream.seen[0]?.headers['content-digest']).toBe('sha-256=:x:');
  });

  test('the contract and the firewall judge what is forwarded', async () => {
    const shop = await startShop(`access: { scopes: ignored }, fields: { requests: [${REMOVING}] }, firewall: { rules: [own.conf] }`, {
      files: { 'own.conf': 'SecRule ARGS "@contains evil" "id:1001,phase:2,deny,t:none"\n' },
    });
    running.push(shop);
    expect((await post(shop, '{"role":"evil"}')).status).toBe(200);
    expect((await post(shop, '{"x":"evil"}')).status).toBe(403);
  });
});
