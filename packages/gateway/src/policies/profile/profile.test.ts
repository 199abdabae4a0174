import { Readable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { consumerYaml, type House, KEY, KEY_SHA256, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

/** As `airside behavior profile` writes it, and tighter than the definition. */
const PROFILE = `openapi: 3.1.0
info: { title: What requests to orders look like, version: '1' }
paths:
  /orders:
    get:
      x-airside-unknown-query: reject
      x-airside-max-body: 0
      parameters:
        - { name: limit, in: query, required: false, schema: { type: integer, minimum: 1, maximum: 50 } }
        - { name: status, in: query, required: false, schema: { type: string, enum: [paid, shipped] } }
        - { name: after, in: query, required: false, schema: { type: string, minLength: 1, maxLength: 50, pattern: '^[A-Za-z0-9\\-\\._~]*$' } }
      responses: { default: { description: Not profiled. } }
    post:
      x-airside-unknown-query: ignore
      x-airside-max-body: 1024
      parameters: []
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties: { note: { type: string, maxLength: 16 }, count: { type: integer, minimum: 1, maximum: 100 } }
              required: [count]
              additionalProperties: false
      responses: { default: { description: Not profiled. } }
  /orders/{orderId}:
    get:
      x-airside-limits:
        - { counts: objects, limit: 3, window: 1h }
        - { counts: requests, limit: 6, window: 1m }
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string, format: uuid } }]
      responses: { default: { description: Not profiled. } }
`;

const OPEN = `openapi: 3.1.0
info: { title: Orders, version: '1' }
security: []
paths:
  /orders: { get: { responses: { '200': { description: ok } } }, post: { requestBody: { content: { '*/*': {} } }, responses: { '200': { description: ok } } } }
  /orders/{orderId}: { get: { parameters: [{ name: orderId, in: path, required: true, schema: {} }], responses: { '200': { description: ok } } } }
`;

const API_POLICIES = (profile: string) =>
  `policies: { contract: { mode: off }, firewall: { mode: off }, profile: { file: profile.yaml, ${profile} } }`;

const headers = { 'x-api-key': KEY };
const post = (body: string) => ({ method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe.each(['with a definition', 'without a definition'])('requests that are not like the profile, %s', (kind) => {
  let upstream: Upstream;
  let house: House;
  beforeAll(async () => {
    upstream = await startUpstream();
    const definition = kind === 'with a definition' ? 'definition: open.yaml,' : '';
    house = await startHouse(
      `${consumerYaml(KEY_SHA256)}apis: { orders: { upstreams: ['${upstream.url}'], ${definition} ${API_POLICIES('mode: enforce')} } }\n`,
      { 'open.yaml': OPEN, 'profile.yaml': PROFILE },
    );
  });
  afterAll(async () => {
    await house.close();
    await upstream.close();
  });

  test.each<[string, string, object, { in: string; pointer: string }]>([
    ['a number beyond its range', '/orders?limit=51', { headers }, { in: 'query', pointer: '/limit' }],
    ['text for a number', '/orders?limit=1%20or%201=1', { headers }, { in: 'query', pointer: '/limit' }],
    ['a parameter twice', '/orders?limit=1&limit=2', { headers }, { in: 'query', pointer: '/limit' }],
    ['a value that nobody sends', '/orders?status=refunded', { headers }, { in: 'query', pointer: '/status' }],
    ['a parameter that nobody sends', '/orders?admin=true', { headers }, { in: 'query', pointer: '/admin' }],
    ['characters that do not stand there', "/orders?after=x'--", { headers }, { in: 'query', pointer: '/after' }],
    ['an id of another form', '/orders/1', { headers }, { in: 'path', pointer: '/orderId' }],
    ['a field that nobody sends', '/orders', post('{"count":1,"admin":true}'), { in: 'body', pointer: '/admin' }],
    ['a field that is too long', '/orders', post(`{"count":1,"note":"${'x'.repeat(17)}"}`), { in: 'body', pointer: '/note' }],
    ['a field beyond its range', '/orders', post('{"count":1000}'), { in: 'body', pointer: '/count' }],
    ['a field that is always there left out', '/orders', post('{"note":"x"}'), { in: 'body', pointer: '/count' }],
    ['no body where there always is one', '/orders', { method: 'POST', headers }, { in: 'body', pointer: '' }],
  ])('%s is refused, and the place named', async (_name, path, options, where) => {
    const before = upstream.seen.length;
    const reply = await house.call(path, options);
    expect(reply.status).toBe(400);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:profile-violation', errors: [where] });
    expect(upstream.seen.length).toBe(before);
  });

  test.each<[string, string, object]>([
    ['bounds themselves', '/orders?limit=50&status=paid&after=a-b_c.d~9', { headers }],
    ['what is left out that need not be there', '/orders', { headers }],
    ['a body like the others', '/orders', post('{"count":100,"note":"0123456789abcdef"}')],
    ['a parameter where new ones are to be expected', '/orders?utm=1', post('{"count":1}')],
  ])('%s pass', async (_name, path, options) => {
    expect((await house.call(path, options)).status).toBe(200);
  });

  test('what other callers send is not told', async () => {
    const reply = await house.call("/orders?status=refunded&after='", { headers });
    expect(reply.body.toString()).not.toMatch(/shipped|paid|A-Za-z/);
  });

  test('a body where there never is one is too large, and so is one beyond the largest', async () => {
    const got = await house.call('/orders', { method: 'GET', headers, body: 'x' });
    const posted = await house.call('/orders', post(JSON.stringify({ count: 1, note: 'x'.repeat(1100) })));
    expect([got.status, posted.status]).toEqual([413, 413]);
  });

  test.each([
    ['in a coding is no way past the schema', { 'content-encoding': 'gzip' }, 415],
    ['in a coding is no way past the media type', { 'content-encoding': 'gzip', 'content-type': 'text/plain' }, 400],
    ['of another media type is refused', { 'content-type': 'text/plain' }, 400],
    ['in a coding that changes nothing passes', { 'content-encoding': 'Identity' }, 200],
  ])('a body %s', async (_name, changed, status) => {
    const request = post('{"count":1}');
    const reply = await house.call('/orders', { ...request, headers: { ...request.headers, ...changed } });
    expect(reply.status).toBe(status);
  });

  test.each<[string, string, number]>([
    ['is refused', '', 413],
    ['is judged by its head alone where that was chosen', ', oversized: pass', 200],
  ])('a body that is too large to be read %s, with or without a length', async (_what, chosen, status) => {
    const open = await startUpstream();
    const tight = await startHouse(
      `${consumerYaml(KEY_SHA256)}apis: { orders: { upstreams: ['${open.url}'], ${API_POLICIES(`mode: enforce, maxInspectedBody: 64B${chosen}`)} } }\n`,
      { 'profile.yaml': PROFILE },
    );
    const padded = post(JSON.stringify({ count: 1000, padding: 'x'.repeat(100) }));
    for (const request of [padded, { ...padded, body: Readable.from([padded.body]) }])
      expect((await tight.call('/orders', request)).status).toBe(status);
    expect((await tight.call('/orders', post('{"count":1000}'))).status).toBe(400);
    await tight.close();
    await open.close();
  });

  test('more objects, and more requests, than callers ask for are limited', async () => {
    const statuses: number[] = [];
    for (const number of [1, 2, 3, 1, 2, 4]) statuses.push((await house.call(`/orders/${uuid(number)}`, { headers })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await house.call(`/orders/${uuid(3)}`, { headers })).status).toBe(200);
    expect((await house.call(`/orders/${uuid(3)}`, { headers })).status).toBe(429);
  });
});

describe('modes', () => {
  const open: (House | Upstream)[] = [];
  afterAll(async () => {
    for (const part of open.toReversed()) await part.close();
  });
  async function start(policy: string, profile = PROFILE): Promise<House> {
    const upstream = await startUpstream();
    open.push(upstream);
    const house = await startHouse(
      `${consumerYaml(KEY_SHA256)}apis: { orders: { upstreams: ['${upstream.url}'], definition: open.yaml, ${API_POLICIES(policy)} } }\n`,
      { 'open.yaml': OPEN, 'profile.yaml': profile },
    );
    open.push(house);
    return house;
  }

  test('without a word about it nothing is refused, and what would have been is on record', async () => {
    const house = await start('');
    expect((await house.call('/orders?status=refunded', { headers })).status).toBe(200);
    for (let number = 0; number < 4; number++) expect((await house.call(`/orders/${uuid(number)}`, { headers })).status).toBe(200);
    const { verdicts } = await house.exchange(({ query }) => query.includes('refunded'));
    expect(verdicts).toContainEqual(
      expect.objectContaining({ policy: 'profile', outcome: 'report', reason: expect.stringContaining('query/status') }),
    );
    const limited = await house.exchange(({ path }) => path === `/orders/${uuid(3)}`);
    expect(limited.verdicts).toContainEqual(
      expect.objectContaining({ policy: 'profile', outcome: 'report', reason: expect.stringContaining('objects') }),
    );
  });

  test('what differs for some operations counts for these', async () => {
    const house = await start(
      'mode: enforce, operations: [{ methods: [GET], paths: [/orders], mode: report }, { paths: [/orders], unknownFields: ignore }]',
    );
    expect((await house.call('/orders?limit=1000', { headers })).status).toBe(200);
    expect((await house.call('/orders', post('{"count":1,"admin":true}'))).status).toBe(200);
    expect((await house.call('/orders', post('{"count":1000}'))).status).toBe(400);
    expect((await house.call('/orders/1', { headers })).status).toBe(400);
  });

  test('a profile that cannot be read, or says what is none, is a mistake in the configuration', async () => {
    await expect(start('mode: enforce', PROFILE.replace('counts: objects', 'counts: things'))).rejects.toThrow('x-airside-limits');
    await expect(start('mode: enforce', PROFILE.replace('type: integer', 'type: whole'))).rejects.toThrow();
    await expect(start('mode: enforce, inline: { openapi: 3.1.0 }')).rejects.toThrow('one of them');
  });
});
