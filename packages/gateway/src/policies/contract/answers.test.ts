import { gzipSync } from 'node:zlib';

import { request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';

import { ACCOUNTS } from '../../../test/accounts.ts';
import { type Answer, type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(answer: Answer, responses: string, policies = ''): Promise<House> {
  const upstream = await startUpstream(answer);
  const house = await startHouse(
    `apis: { accounts: { upstreams: ['${upstream.url}'], definition: accounts.yaml, policies: { authentication: { anonymous: always }, ` +
      `firewall: { mode: off }, contract: { responses: { ${responses} } }, ${policies} } } }\n`,
    { 'accounts.yaml': ACCOUNTS },
  );
  running.push(upstream, house);
  return house;
}

const answer =
  (body: string | Buffer, { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
const read = (house: House, path = '/accounts/1') => house.call(path, { headers: { 'x-request-id': 'request-under-test' } });
const recorded = (house: House) => house.exchange(({ id }) => id === 'request-under-test');
const reportOf = async (house: House) => (await recorded(house)).verdicts.find(({ outcome }) => outcome === 'report')?.reason;

const GOOD = '{"id": 1, "name": "Ada"}';
const LEAK = '{"id": 1, "name": "Ada", "passwordHash": "secret-hash"}';

describe('fields of answers that have no place', () => {
  test('are taken out: undeclared ones, forbidden ones, write-only ones', async () => {
    const body = '{"id": 1, "name": "Ada", "password": "secret", "hash": "secret", "address": {"city": "B", "geo": [1]}}';
    const house = await start(answer(body, { headers: { etag: '"1"' } }), 'mode: enforce');
    const reply = await read(house);
    expect(reply.body.toString()).toBe('{"id": 1, "name": "Ada", "address": {"city": "B"}}');
    expect(reply.headers).not.toHaveProperty('etag');
    expect(await reportOf(house)).toBe(
      'response body/password is write-only; body/hash is not declared here; body/address/geo is not declared here',
    );
  });

  test('in a body with a content coding too', async () => {
    const house = await start(answer(gzipSync(LEAK), { headers: { 'content-encoding': 'gzip' } }), 'mode: enforce');
    const reply = await read(house);
    expect(reply.body.toString()).toBe(GOOD);
    expect(reply.headers).not.toHaveProperty('content-encoding');
  });

  test('make the answer be refused, and the caller is told nothing', async () => {
    const house = await start(answer(LEAK), 'mode: enforce, unknownFields: reject');
    const reply = await read(house);
    expect(reply.status).toBe(502);
    expect(reply.body.toString()).not.toMatch(/secret|Hash|declared/);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:response-withheld' });
    expect((await recorded(house)).reason).toContain('body/passwordHash is not declared here');
  });

  test('pass and are recorded where they are only reported, and by default', async () => {
    for (const options of ['mode: enforce, unknownFields: report', 'mode: report', '']) {
      const house = await start(answer(LEAK), options);
      expect((await read(house)).body.toString()).toBe(LEAK);
      expect(await reportOf(house)).toContain('body/passwordHash is not declared here');
    }
  });

  test('pass where the schema is silent about them and that is enough', async () => {
    const house = await start(answer(LEAK), 'mode: enforce, additionalProperties: declared');
    expect((await read(house)).body.toString()).toBe(LEAK);
  });

  test('are gone before other policies look for theirs', async () => {
    const house = await start(
      answer('{"id": 1, "name": "Ada", "hash": "x"}'),
      'mode: enforce',
      `fields: { responses: [{ fields: [/id], hide: mask }] }`,
    );
    expect((await read(house)).body.toString()).toBe('{"id": null, "name": "Ada"}');
  });
});

describe('an answer that does not fit is refused', () => {
  const CASES: Readonly<Record<string, readonly [Answer, string]>> = {
    'a wrong type': [answer('{"id": "secret", "name": "Ada"}'), 'body/id must be integer'],
    'a wrong type beside an undeclared field': [answer('{"id": "secret", "name": "Ada", "x": 1}'), 'body/id must be integer'],
    'a missing field': [answer('{"id": 1}'), 'body/name is required'],
    'no JSON': [answer('{"id": 1, secret'), 'body must be JSON'],
    'a key twice': [answer('{"id": 1, "name": "secret", "name": "Ada"}'), 'body/name must not stand twice in one object'],
    'another media type': [answer('secret', { headers: { 'content-type': 'text/html' } }), 'header/content-type must be application/json'],
    'another charset': [answer(GOOD, { headers: { 'content-type': 'application/json; charset=utf-16' } }), 'body is not in UTF-8'],
  };

  test.each(Object.entries(CASES))('%s', async (_name, [upstream, reason]) => {
    const house = await start(upstream, 'mode: enforce');
    const reply = await read(house);
    expect(reply.status).toBe(502);
    expect(reply.body.toString()).not.toContain('secret');
    expect((await recorded(house)).reason).toContain(reason);
  });

  test.each(Object.entries(CASES))('and only recorded by default: %s', async (_name, [upstream, reason]) => {
    const house = await start(upstream, '');
    expect((await read(house)).status).toBe(200);
    expect(await reportOf(house)).toContain(reason);
  });

  test('a header that is missing, or of another type', async () => {
    const house = await start(answer('[]'), 'mode: enforce');
    expect((await read(house, '/accounts')).status).toBe(502);
    expect((await recorded(house)).reason).toContain('header/x-total is required');
    const other = await start(answer('[]', { headers: { 'x-total': 'many' } }), 'mode: enforce');
    expect((await read(other, '/accounts')).status).toBe(502);
    const good = await start(answer('[]', { headers: { 'x-total': '0' } }), 'mode: enforce');
    expect((await read(good, '/accounts')).status).toBe(200);
  });
});

describe('a status that is not declared', () => {
  test('passes and is recorded, is refused, or is ignored', async () => {
    const upstream = answer('{"x": 1}', { status: 500 });
    const reported = await start(upstream, 'mode: enforce');
    expect((await read(reported)).status).toBe(500);
    expect(await reportOf(reported)).toContain('status 500 is not declared here');
    expect((await read(await start(upstream, 'mode: enforce, undeclaredStatus: reject'))).status).toBe(502);
    const ignored = await start(upstream, 'mode: enforce, undeclaredStatus: ignore');
    expect((await read(ignored)).status).toBe(500);
    expect(await reportOf(ignored)).toBeUndefined();
  });

  test('is declared by its class', async () => {
    const house = await start(answer('{"x": 1}', { status: 418 }), 'mode: enforce, undeclaredStatus: reject');
    const body = '{"name": "Ada", "password": "x"}';
    expect((await house.call('/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(418);
  });
});

describe('an answer that cannot be looked at', () => {
  const CASES: Readonly<Record<string, readonly [Answer, string]>> = {
    'too large': [answer(`{"id": 1, "name": "${'x'.repeat(2000)}"}`), 'too-large'],
    'too large when decoded': [
      answer(gzipSync(`{"id": 1, "name": "${'x'.repeat(2000)}"}`), { headers: { 'content-encoding': 'gzip' } }),
      'too-large',
    ],
    'in a coding that is not known': [answer('x', { headers: { 'content-encoding': 'x-own' } }), 'encoding'],
    'a part': [answer(GOOD, { headers: { 'content-range': 'bytes 0-5/6' } }), 'partial'],
  };

  test.each(Object.entries(CASES))('passes and is recorded as such: %s', async (_name, [upstream, reason]) => {
    const house = await start(upstream, 'mode: enforce, maxBody: 1kB');
    expect((await read(house)).status).toBe(200);
    expect((await recorded(house)).uninspectedResponse).toBe(reason);
  });

  test.each(Object.entries(CASES))('or is refused: %s', async (_name, [upstream]) => {
    const house = await start(upstream, 'mode: enforce, maxBody: 1kB, uninspected: reject');
    expect((await read(house)).status).toBe(502);
  });

  test('a slow one passes as it comes', async () => {
    let finish = (): void => undefined;
    const house = await start((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id": 1,');
      finish = () => response.end('"name": "Ada"}');
    }, 'mode: enforce, maxHold: 1ms');
    const { body } = await request(`${house.url}/accounts/1`, { headers: { 'x-request-id': 'request-under-test' } });
    finish();
    expect(await body.text()).toBe('{"id": 1,"name": "Ada"}');
    expect((await recorded(house)).uninspectedResponse).toBe('too-slow');
  });
});

test('off does not look at answers, and an answer to HEAD has no body to look at', async () => {
  expect((await read(await start(answer('secret'), 'mode: off'))).body.toString()).toBe('secret');
  const house = await start(answer(GOOD, { headers: { 'x-total': '1' } }), 'mode: enforce');
  expect((await house.call('/accounts/1', { method: 'HEAD' })).status).toBe(200);
});
