import { afterEach, describe, expect, test } from 'vitest';

import { as, type Shop, type ShopOptions, startShop } from '../../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

async function start(rules: string, options: ShopOptions = {}, more = ''): Promise<Shop> {
  const shop = await startShop(`access: { scopes: ignored, rules: ${rules}, ${more} }`, options);
  running.push(shop);
  return shop;
}

const status = async (shop: Shop, path: string, claims: object = {}, method = 'GET') =>
  (await shop.call(path, { method, headers: as(claims) })).status;

describe('where there are rules', () => {
  test('nothing passes that no rule allows, not even with an empty list', async () => {
    expect(await status(await start('[]'), '/orders')).toBe(403);
    const shop = await start('[{ effect: allow, operations: [listOrders] }]');
    expect(await status(shop, '/orders')).toBe(200);
    expect(await status(shop, '/admin/users')).toBe(403);
  });

  test('a caller learns nothing of the rules, the record does', async () => {
    const shop = await start('[{ name: staff only, effect: allow, scopes: [staff] }]');
    const reply = await shop.call('/orders', { headers: as({ scope: 'orders' }) });
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:access-denied' });
    expect(reply.body.toString()).not.toContain('staff');
    expect((await shop.exchange(({ status }) => status === 403)).reason).toBe('no rule allows it: staff only asks for scopes');
  });

  test('one that denies wins over all that allow, wherever it stands', async () => {
    for (const rules of [
      '[{ effect: allow }, { effect: deny, consumers: [acme] }]',
      '[{ effect: deny, consumers: [acme] }, { effect: allow }]',
    ]) {
      expect(await status(await start(rules), '/orders')).toBe(403);
    }
  });

  test('what no rule speaks of passes where that is the default', async () => {
    const shop = await start('[{ effect: deny, tags: [admin] }]', {}, 'default: allow');
    expect(await status(shop, '/orders')).toBe(200);
    expect(await status(shop, '/admin/users')).toBe(403);
  });

  test('what does not exist is refused like what exists, unless all is allowed', async () => {
    expect(await status(await start('[{ effect: allow, operations: [listOrders] }]'), '/nowhere')).toBe(403);
    expect(await status(await start('[{ effect: allow }]'), '/nowhere')).toBe(404);
  });

  test('the scopes that the definition asks for are asked for all the same', async () => {
    const shop = await startShop('access: { consumers: [other], rules: [{ effect: allow }] }');
    running.push(shop);
    expect((await shop.call('/orders', { headers: as() })).json()).toMatchObject({ type: 'urn:airside:problem:consumer-refused' });
  });
});

describe('a rule is about', () => {
  test.each([
    ['operations: [listOrders]', ['/orders']],
    ["paths: ['/customers/{anything}']", ['/customers/7']],
    ["paths: ['/admin/**']", ['/admin/users']],
    ['tags: [admin, customers]', ['/customers/7', '/admin/users']],
    ['methods: [POST]', []],
    ['operations: [listOrders, listUsers], tags: [admin]', ['/admin/users']],
  ])('%s and nothing else', async (selector, allowed) => {
    const shop = await start(`[{ effect: allow, ${selector} }]`);
    for (const path of ['/orders', '/customers/7', '/admin/users']) {
      expect([path, await status(shop, path)]).toEqual([path, allowed.includes(path) ? 200 : 403]);
    }
  });

  test('paths of the request where there is no definition, in full where it allows', async () => {
    const shop = await start("[{ effect: allow, paths: ['/orders/{id}', '/open/**'] }]", { definition: false });
    for (const path of ['/orders/7', '/open', '/open/a/b']) expect([path, await status(shop, path)]).toEqual([path, 200]);
    for (const path of ['/orders', '/orders/7/', '/orders/7/x', '/ORDERS/7', '/opened', '/']) {
      expect([path, await status(shop, path)]).toEqual([path, 403]);
    }
  });

  test('paths however they are written where it denies', async () => {
    const shop = await start("[{ effect: allow }, { effect: deny, paths: ['/admin/**', '/orders/{id}/refund'] }]", { definition: false });
    const hidden = [
      '/admin',
      '/admin/',
      '/ADMIN/x',
      '/admin;v=1/x',
      '/%61dmin/x',
      '/admin%3Bv/x',
      '/orders/7/refund/',
      '/orders/7/Refund;x',
    ];
    for (const path of hidden) expect([path, await status(shop, path)]).toEqual([path, 403]);
    for (const path of ['/administration', '/orders/7', '/orders/7/refund/x'])
      expect([path, await status(shop, path)]).toEqual([path, 200]);
  });
});

describe('a step-up (RFC 9470)', () => {
  const fresh = () => Math.floor(Date.now() / 1000) - 10;
  const RULES = "[{ effect: allow, consumers: [acme], acr: ['urn:mfa', 'urn:hw'], maxAge: 5m }]";

  test('is asked for where nothing but the authentication is missing', async () => {
    const shop = await start(RULES);
    for (const claims of [{}, { acr: 'urn:pwd', auth_time: fresh() }, { acr: 'urn:mfa' }, { acr: 'urn:mfa', auth_time: fresh() - 400 }]) {
      const reply = await shop.call('/orders', { headers: as(claims) });
      expect(reply.status).toBe(401);
      expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:authentication-insufficient' });
      expect(reply.headers['www-authenticate']).toMatch(
        /^Bearer realm="airside", error="insufficient_user_authentication", error_description="[^"]+", acr_values="urn:mfa urn:hw", max_age="300"$/,
      );
    }
    expect(await status(shop, '/orders', { acr: 'urn:hw', auth_time: fresh() })).toBe(200);
  });

  test('is not asked for where something else is missing as well', async () => {
    const shop = await start("[{ effect: allow, consumers: [other], acr: ['urn:mfa'] }]");
    expect(await status(shop, '/orders')).toBe(403);
  });

  test('is asked for where it is the exception of a rule that denies', async () => {
    const shop = await start('[{ effect: allow }, { effect: deny, operations: [listOrders], unless: { maxAge: 1m, consumers: [acme] } }]');
    expect(await status(shop, '/orders')).toBe(401);
    expect(await status(shop, '/orders', { auth_time: fresh() })).toBe(200);
  });

  test('is not met by an authentication that is yet to come', async () => {
    const shop = await start('[{ effect: allow, maxAge: 5m }]');
    expect(await status(shop, '/orders', { auth_time: fresh() + 3600 })).toBe(401);
  });
});

describe('a mistake in a rule is an error with a hint', () => {
  test.each([
    ['[{ effect: allow, operations: [listOrder] }]', /no operation "listOrder"[\s\S]*did you mean "listOrders"/],
    ["[{ effect: allow, paths: ['/order'] }]", /no path "\/order"[\s\S]*did you mean "\/orders"/],
    ['[{ effect: allow, tags: [customer] }]', /no tag "customer"[\s\S]*did you mean "customers"/],
    ['[{ effect: allow, apis: [shopp] }]', /no API "shopp"[\s\S]*did you mean "shop"/],
    ['[{ effect: allow, unless: {} }]', /at least one condition/],
    ['[{ effect: permit }]', /expected/],
    ['[{ effect: allow, role: [x] }]', /did you mean "roles"/],
    ['[{ effect: allow, countries: [Germany] }]', /two capital letters/],
    ['[{ effect: allow, time: { zone: Europe/Berlinn } }]', /time zone/],
    ["[{ effect: allow, time: { hours: '8-18' } }]", /08:00-18:00/],
    ['[{ effect: allow, addresses: [10.0.0.0/40] }]', /address or a network/],
    ['[{ effect: allow, claims: { level: { min: 3, max: 1 } } }]', /expected/],
  ])('%s', async (rules, message) => {
    await expect(start(rules)).rejects.toThrow(message);
  });

  test('names of operations need a definition', async () => {
    await expect(start('[{ effect: allow, operations: [x] }]', { definition: false })).rejects.toThrow(/has no definition/);
  });
});
