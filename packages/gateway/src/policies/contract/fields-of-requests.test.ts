import { afterEach, describe, expect, test } from 'vitest';

import { ACCOUNTS } from '../../../test/accounts.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(contract: string): Promise<House & { readonly upstream: Upstream }> {
  const upstream = await startUpstream((_request, response) => response.writeHead(201, { 'content-type': 'application/json' }).end('{}'));
  const house = await startHouse(
    `apis: { accounts: { upstreams: ['${upstream.url}'], definition: accounts.yaml, policies: { authentication: { anonymous: always }, ` +
      `firewall: { mode: off }, contract: { responses: { mode: off }, ${contract} } } } }\n`,
    { 'accounts.yaml': ACCOUNTS },
  );
  running.push(upstream, house);
  return { ...house, upstream };
}

const post = (body: string, id = 'request-under-test') => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-request-id': id },
  body,
});
const GOOD = '{"name": "Ada", "password": "x"}';

async function reportOf(house: House): Promise<string | undefined> {
  const { verdicts } = await house.exchange(({ id }) => id === 'request-under-test');
  return verdicts.find(({ outcome }) => outcome === 'report')?.reason;
}

describe('fields that have no place', () => {
  const BODIES = {
    'a field that the schema forbids': ['{"name": "Ada", "password": "x", "address": {"city": "B", "zip": 1.0}}', '/address/zip'],
    'a field that a closed body does not name': ['{"role": "admin", "name": "Ada", "password": "x"}', '/role'],
    'a read-only field': ['{"name": "Ada", "id": 12345678901234567890, "password": "x"}', '/id'],
  } as const;
  const ALL = (choice: string) => `additionalProperties: writes, unknownFields: ${choice}, readOnlyFields: ${choice}`;

  test.each(Object.entries(BODIES))('%s is refused', async (_name, [body, pointer]) => {
    const house = await start('additionalProperties: writes');
    const reply = await house.call('/accounts', post(body));
    expect(reply.status).toBe(400);
    expect(reply.json()).toMatchObject({ errors: [{ in: 'body', pointer }] });
    expect(house.upstream.seen).toEqual([]);
  });

  test.each(Object.entries(BODIES))('%s is taken out of what is forwarded, and nothing else is changed', async (_name, [body, pointer]) => {
    const house = await start(ALL('strip'));
    expect((await house.call('/accounts', post(body))).status).toBe(201);
    const [seen] = house.upstream.seen;
    expect([GOOD, '{"name": "Ada", "password": "x", "address": {"city": "B"}}']).toContain(seen?.body.toString());
    expect(seen?.headers['content-length']).toBe(String(seen?.body.length));
    expect(await reportOf(house)).toContain(`body${pointer}`);
  });

  test.each(Object.entries(BODIES))('%s passes where it is only reported', async (_name, [body, pointer]) => {
    const house = await start(ALL('report'));
    expect((await house.call('/accounts', post(body))).status).toBe(201);
    expect(house.upstream.seen[0]?.body.toString()).toBe(body);
    expect(await reportOf(house)).toContain(`body${pointer}`);
  });

  test.each(['strip', 'report'])('where they are not all that is wrong, the request is refused (%s)', async (choice) => {
    const house = await start(ALL(choice));
    const reply = await house.call('/accounts', post('{"name": 1, "password": "x", "role": "admin"}'));
    expect(reply.json()).toMatchObject({ errors: [{ pointer: '/name', detail: 'must be string' }] });
    expect((await house.call('/accounts', post('{"name": "Ada", "role": "admin"}'))).status).toBe(400);
    expect(house.upstream.seen).toEqual([]);
  });

  test('a name that only looks like a declared one is taken out, the declared one is not', async () => {
    const house = await start(ALL('strip'));
    await house.call('/accounts', post('{"Name": "Eve", "name": "Ada", "password": "x", "\\u0069d": 1}'));
    expect(house.upstream.seen[0]?.body.toString()).toBe(GOOD);
  });

  test('a schema that is silent about others takes them unless it is told not to', async () => {
    const house = await start('additionalProperties: declared');
    expect((await house.call('/accounts', post('{"name": "Ada", "password": "x", "role": "admin"}'))).status).toBe(201);
  });
});

describe('query parameters that are not declared', () => {
  const call = (house: House, path: string) => house.call(path, { headers: { 'x-request-id': 'request-under-test' } });

  test('are taken out of what is forwarded, however they are written, and the rest stays as it was', async () => {
    const house = await start('unknownParameters: strip');
    await call(house, '/accounts?%61dmin=1&limit=%31&admin&&debug=a%26limit=2&limit[]=3');
    expect(house.upstream.seen[0]?.url).toBe('/accounts?limit=%31');
    expect(await reportOf(house)).toContain('query/admin is not declared here');
  });

  test('and the question mark goes where nothing is left', async () => {
    const house = await start('unknownParameters: strip');
    await call(house, '/accounts?admin=1');
    expect(house.upstream.seen[0]?.url).toBe('/accounts');
  });

  test('pass where they are only reported', async () => {
    const house = await start('unknownParameters: report');
    await call(house, '/accounts?admin=1');
    expect(house.upstream.seen[0]?.url).toBe('/accounts?admin=1');
    expect(await reportOf(house)).toContain('query/admin');
  });

  test('nothing is changed where the policy only observes', async () => {
    const house = await start('mode: report, unknownParameters: strip, unknownFields: strip, additionalProperties: closed');
    await call(house, '/accounts?admin=1');
    await house.call('/accounts', post('{"name": "Ada", "password": "x", "role": 1}', 'other'));
    expect(house.upstream.seen.map(({ url, body }) => `${url} ${body.toString()}`)).toEqual([
      '/accounts?admin=1 ',
      '/accounts {"name": "Ada", "password": "x", "role": 1}',
    ]);
  });
});

describe('something else may hold for some operations', () => {
  const OVERRIDES = `operations: [{ operations: [createAccount], mode: report }, { methods: [GET], unknownParameters: strip },
    { paths: ['/accounts'], mode: off, unknownParameters: report }]`;

  test('each option comes from the first entry that is about the operation and has it', async () => {
    const house = await start(OVERRIDES);
    expect((await house.call('/accounts', post('{"name": 1, "password": "x"}'))).status).toBe(201);
    expect(await reportOf(house)).toContain('body/name');
    // Off by the third entry, for the second says nothing of the mode.
    await house.call('/accounts?limit=x&other=1');
    expect(house.upstream.seen[1]?.url).toBe('/accounts?limit=x&other=1');
    await house.call('/accounts/1?other=1');
    expect(house.upstream.seen[2]?.url).toBe('/accounts/1');
  });

  test('a name that no operation has is a mistake', async () => {
    await expect(start('operations: [{ operations: [createAcount], mode: off }]')).rejects.toThrow(/createAccount/);
  });
});
