import type { Exchange, Sanction, SanctionAction } from '@airside/domain';
import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { ORDERS, ordersYaml } from '../../../test/orders.ts';
import { createSanctionIndex } from '../../index.ts';
import { perSecond } from './budget.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const HOUR_MS = 3_600_000;
let made = 0;

function sanction(action: SanctionAction, names: readonly string[], more: Partial<Sanction> = {}): Sanction {
  return {
    id: `s-${++made}`,
    action,
    match: names.map((name) => {
      const [kind, ...rest] = name.split(':');
      return { kind: kind as 'user', id: rest.join(':') };
    }),
    api: null,
    requestsPerMinute: action === 'throttle' ? 6 : null,
    dryRun: false,
    created: new Date().toISOString(),
    expires: new Date(Date.now() + HOUR_MS).toISOString(),
    by: 'response:block',
    reason: 'for this test',
    incident: null,
    undone: null,
    ...more,
  };
}

/** The orders API, which acme may call with a key from 127.0.0.1, or from where a proxy says. */
async function start({ behavior = '', policies = '', sanctions = [] as readonly Sanction[] } = {}) {
  const upstream = await startUpstream();
  const index = createSanctionIndex();
  index.replace(sanctions);
  const settings = "listen: [{ address: '127.0.0.1:0' }], trustedProxies: [127.0.0.1]";
  const yaml = `behavior: { ${behavior} }\n${ordersYaml(upstream.url, { policies })}`;
  const house = await startHouse(yaml, { 'orders.yaml': ORDERS }, settings, undefined, { sanctions: index });
  running.push(upstream, house);
  const call = (address = '192.0.2.1', headers: Record<string, string> = { 'x-api-key': KEY }) =>
    house.call('/orders', { headers: { 'x-forwarded-for': address, ...headers } });
  return { house, upstream, index, call };
}

describe('a block', () => {
  test.each([
    ['its address', ['address:192.0.2.1']],
    ['its user', ['user:acme']],
    ['its credential', ['credential:acme']],
    ['its session', ['session:rtBoXE8WTtvEVjZ0']],
    ['address and user together', ['address:192.0.2.1', 'user:acme']],
    ['an IPv6 address of its network', ['address:2001:db8:0:0:9::1'], '2001:db8::5'],
  ])('stops a caller by %s, before its request reaches the upstream', async (_what, names, address = '192.0.2.1') => {
    const { call, upstream, house, index } = await start({ behavior: 'sessionCookies: [sid]' });
    const headers = { 'x-api-key': KEY, cookie: 'a=1; sid=secret-session-value' };
    expect((await call(address, headers)).status).toBe(200);
    const exchange = await house.exchange(({ status }) => status === 200);
    const replaced = names.map((name) => {
      if (name.startsWith('session:')) return `session:${exchange.client.session}`;
      return name.startsWith('credential:') ? `credential:${exchange.principal?.credential}` : name;
    });
    index.apply([{ kind: 'impose', sanction: sanction('block', replaced) }]);
    const refused = await call(address, headers);
    expect(refused.status).toBe(403);
    expect(refused.json()).toMatchObject({ type: 'urn:airside:problem:caller-blocked' });
    expect(refused.body.toString()).not.toContain('for this test');
    expect(upstream.seen).toHaveLength(1);
    const recorded = await house.exchange(({ problem }) => problem === 'caller-blocked');
    expect(recorded.reason).toContain('for this test');
    expect(index.takeHits()).toEqual([[`s-${made}`, 1]]);
  });

  test.each([
    ['another address', ['address:192.0.2.2']],
    ['another user', ['user:globex']],
    ['this address with another user', ['address:192.0.2.1', 'user:globex']],
    ['another address with this user', ['address:192.0.2.9', 'user:acme']],
    ['an IPv6 address of another network', ['address:2001:db8:0:1::1']],
    ['a token of the same name as the user', ['token:acme']],
    ['a session where no cookie is configured', ['session:x']],
  ])('of %s lets the caller pass', async (_what, names) => {
    const { call } = await start({ sanctions: [sanction('block', names)] });
    expect((await call()).status).toBe(200);
  });

  test('at one API is none at another, one that has ended or was lifted is none at all', async () => {
    const { call, index } = await start({
      sanctions: [
        sanction('block', ['address:192.0.2.1'], { api: 'other' }),
        sanction('block', ['user:acme'], { expires: new Date(Date.now() - 1).toISOString() }),
      ],
    });
    expect((await call()).status).toBe(200);
    const again = sanction('block', ['address:192.0.2.1'], { api: 'orders' });
    index.apply([{ kind: 'impose', sanction: again }]);
    expect((await call()).status).toBe(403);
    index.apply([{ kind: 'lift', id: again.id }]);
    expect((await call()).status).toBe(200);
  });

  test('ends by itself', async () => {
    const { call } = await start({ sanctions: [sanction('block', ['user:acme'], { expires: new Date(Date.now() + 300).toISOString() })] });
    expect((await call()).status).toBe(403);
    await expect.poll(async () => (await call()).status).toBe(200);
  });

  test('counts for operations that do not exist, too, and of a user only once it has shown to be that user', async () => {
    const { house } = await start({ sanctions: [sanction('block', ['user:acme'])] });
    const call = (path: string, key: string) => house.call(path, { headers: { 'x-api-key': key } });
    expect((await call('/nothing', KEY)).status).toBe(403);
    expect((await call('/orders', 'a-wrong-key-0123456789-0123456789')).status).toBe(401);
  });
});

describe('a dry-run', () => {
  test('only reports and counts', async () => {
    const { call, house, index } = await start({ sanctions: [sanction('block', ['user:acme'], { dryRun: true, id: 's-dry' })] });
    expect((await call()).status).toBe(200);
    const { verdicts } = await house.exchange(({ status }) => status === 200);
    expect(verdicts.filter(({ policy }) => policy === 'behavior')).toEqual([
      expect.objectContaining({ outcome: 'report', reason: expect.stringContaining('would block s-dry') }),
    ]);
    expect(index.takeHits()).toEqual([['s-dry', 1]]);
    expect(index.takeHits()).toEqual([]);
  });

  test.each([
    ['report', 200],
    ['off', 200],
    ['enforce', 403],
  ])('is what an API makes of all sanctions, or not: %s', async (mode, status) => {
    const { call } = await start({ policies: `behavior: { sanctions: ${mode} }`, sanctions: [sanction('block', ['user:acme'])] });
    expect((await call()).status).toBe(status);
  });

  test('leaves no verdict where there is nothing to say', async () => {
    const { call, house } = await start();
    await call();
    const { verdicts } = await house.exchange(({ status }) => status === 200);
    expect(verdicts.map(({ policy }) => policy)).not.toContain('behavior');
  });
});

describe('the allow list', () => {
  const everything = () => [
    sanction('block', ['address:192.0.2.1'], { by: 'person:os:ada' }),
    sanction('block', ['user:acme'], { by: 'person:os:ada' }),
    sanction('block', ['address:192.0.2.1', 'user:acme']),
  ];

  test.each(['user:acme', '192.0.2.1', '192.0.2.0/24', 'address:192.0.2.1'])('with %s comes before all blocks', async (entry) => {
    const { call } = await start({ behavior: `responses: { allow: ['${entry}'] }`, sanctions: everything() });
    expect((await call()).status).toBe(200);
  });

  test.each(['user:globex', '192.0.2.2', 'credential:other', 'token:acme'])('with %s changes nothing for others', async (entry) => {
    const { call } = await start({ behavior: `responses: { allow: ['${entry}'] }`, sanctions: everything() });
    expect((await call()).status).toBe(403);
  });

  test('tells a blocked address nothing about the credentials that it tries', async () => {
    const { call } = await start({
      behavior: "responses: { allow: ['user:globex'] }",
      sanctions: [sanction('block', ['address:192.0.2.1'])],
    });
    const wrong = await call('192.0.2.1', { 'x-api-key': 'a-wrong-key-0123456789-0123456789' });
    const none = await call('192.0.2.1', {});
    const right = await call('192.0.2.1');
    expect([wrong, none, right].map(({ status }) => status)).toEqual([403, 403, 403]);
    const bodies = [wrong, none, right].map((reply) => ({ ...(reply.json() as object), requestId: '' }));
    expect(bodies[0]).toEqual(bodies[2]);
    expect(bodies[1]).toEqual(bodies[2]);
  });
});

test('what a person has ordered counts before what the ladder does, then the harder', async () => {
  const { call, index } = await start({
    sanctions: [sanction('block', ['user:acme']), sanction('throttle', ['user:acme'], { by: 'person:os:ada', requestsPerMinute: 600 })],
  });
  expect((await call()).status).toBe(200);
  index.replace([sanction('throttle', ['user:acme'], { requestsPerMinute: 600 }), sanction('block', ['user:acme'])]);
  expect((await call()).status).toBe(403);
});

test('a throttle lets so many through, and says when to come again', async () => {
  const { call } = await start({ sanctions: [sanction('throttle', ['user:acme'], { requestsPerMinute: 6 })] });
  expect((await call()).status).toBe(200);
  const refused = await call();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.json()).toMatchObject({ type: 'urn:airside:problem:rate-limited' });
});

test('who cannot have proved anew who it is, is sent to do so', async () => {
  const { call } = await start({ sanctions: [sanction('stepUp', ['user:acme'])] });
  const refused = await call();
  expect(refused.status).toBe(401);
  expect(refused.headers['www-authenticate']).toContain('insufficient_user_authentication');
  expect(refused.headers['www-authenticate']).toMatch(/max_age="\d+"/);
});

test('the name beside a refused password is recorded as claimed, unreadable where nobody has it, and is no name of the caller', async () => {
  const { house, call } = await start({ policies: 'authentication: { accept: [basic] }' });
  const reply = await call('192.0.2.1', { authorization: `Basic ${Buffer.from('root:toor').toString('base64')}` });
  expect(reply.status).toBe(401);
  const exchange = await house.exchange(({ status }) => status === 401);
  expect(exchange.claimed).toMatch(/^unknown-[\w-]{16}$/);
  expect(exchange.principal).toBeNull();
  expect(JSON.stringify(exchange)).not.toContain('toor');
});

test.each([
  ['a trusted proxy', '127.0.0.1', 't13d1516h2_8daaf6152771_b0da82dd1658'],
  ['somebody else', '192.0.2.77', undefined],
])('the fingerprint of the client is believed of a proxy only: %s', async (_who, proxy, fingerprint) => {
  const upstream = await startUpstream();
  const settings = `listen: [{ address: '127.0.0.1:0' }], trustedProxies: [${proxy}]`;
  const yaml = `behavior: { fingerprintHeader: X-JA4, sessionCookies: [sid] }\n${ordersYaml(upstream.url)}`;
  const house = await startHouse(yaml, { 'orders.yaml': ORDERS }, settings);
  running.push(upstream, house);
  await house.call('/orders', {
    headers: { 'x-api-key': KEY, 'x-ja4': 't13d1516h2_8daaf6152771_b0da82dd1658', cookie: 'sid=very-secret' },
  });
  const exchange = await house.exchange(() => true);
  expect(exchange.client.fingerprint).toBe(fingerprint);
  expect(exchange.client.session).toMatch(/^[\w-]{16}$/);
  expect(JSON.stringify(exchange)).not.toContain('very-secret');
});

test('an API that is none answers as one that wants to know who calls, and its record tells', async () => {
  const { house, upstream } = await start({ behavior: "decoys: { apis: [/internal-api, 'old.example.com/v0'] }" });
  const call = (path: string, host = 'api.example.com') => house.call(path, { headers: { host, 'x-api-key': KEY } });
  for (const path of ['/internal-api', '/internal-api/users']) {
    const reply = await call(path);
    expect(reply.status).toBe(401);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:credential-required' });
  }
  expect((await call('/v0/x', 'old.example.com')).status).toBe(401);
  expect((await call('/v0/x')).status).toBe(404);
  expect((await call('/internal-apis')).status).toBe(404);
  expect((await house.exchange(({ path }) => path === '/internal-api/users')).reason).toContain('decoy');
  expect(upstream.seen).toEqual([]);
});

describe('bodies', () => {
  const seen: { readonly exchange: Exchange; readonly messages: string }[] = [];
  const startSeeing = async (policies: string, behavior = '') => {
    seen.length = 0;
    const upstream = await startUpstream((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"ord-1","password":"hunter2"}');
    });
    const house = await startHouse(
      `behavior: { ${behavior} }\n${ordersYaml(upstream.url, { policies })}`,
      { 'orders.yaml': ORDERS },
      undefined,
      undefined,
      {
        onExchange: (exchange, messages) => seen.push({ exchange, messages }),
      },
    );
    running.push(upstream, house);
    for (let count = 0; count < 3; count++) expect((await house.call('/orders', { headers: { 'x-api-key': KEY } })).status).toBe(200);
    await expect.poll(() => seen.length).toBe(3);
    return seen;
  };

  test('are seen by the engine alone, without their secrets', async () => {
    const [first] = await startSeeing('');
    expect(first?.messages).toBe('observed');
    expect(first?.exchange.response?.body).toContain('ord-1');
    expect(JSON.stringify(first)).not.toContain('hunter2');
    expect(JSON.stringify(first)).not.toContain(KEY);
  });

  test('are those that recording keeps, where it keeps them', async () => {
    const [first] = await startSeeing('recording: { bodies: json }');
    expect(first?.messages).toBe('recorded');
    expect(first?.exchange.response?.body).toContain('ord-1');
  });

  test.each([
    ['nobody wants them', 'behavior: { bodies: false }', ''],
    ['nothing is learned', '', 'enabled: false'],
  ])('are not looked at where %s', async (_why, policies, behavior) => {
    const exchanges = await startSeeing(policies, behavior);
    expect(exchanges.map(({ exchange }) => exchange.response)).toEqual([undefined, undefined, undefined]);
  });

  test('are seen of so many requests a second at most', () => {
    let now = 1000;
    const hasBudget = perSecond(2, () => now);
    expect([hasBudget(), hasBudget(), hasBudget()]).toEqual([true, true, false]);
    now = 2000;
    expect(hasBudget()).toBe(true);
  });
});
