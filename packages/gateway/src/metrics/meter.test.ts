import { afterEach, describe, expect, test } from 'vitest';

import { consumerYaml, type House, KEY, KEY_SHA256, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { NOTES } from '../../test/notes.ts';
import { Meter, type MeterOptions } from './meter.ts';
import { routeOf } from './route.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(policies: string, options: Partial<MeterOptions> = {}, { more = '', settings = '' } = {}) {
  const meter = new Meter({ maxConsumers: 200, countries: false, networks: false, maxNetworks: 200, ...options });
  const upstream = await startUpstream();
  const house = await startHouse(
    `${more}apis: { notes: { path: /v1, upstreams: ['${upstream.url}'], definition: notes.yaml, policies: { ${policies} } } }\n`,
    { 'notes.yaml': NOTES },
    `listen: [{ address: '127.0.0.1:0' }]${settings}`,
    undefined,
    { meter },
  );
  running.push(upstream, house);
  /** The series of a metric: attributes that have a value, and the number of observations. */
  const counted = (metric: string) => {
    const family = meter.registry.family(metric);
    return Array.from({ length: family.size }, (_, series) => {
      const values = family.attributesOf(series);
      const numbers = [...family.numbersOf(series)];
      const named = family.definition.attributes.flatMap((name, index) => (values[index] === '' ? [] : [[name, values[index]] as const]));
      const count = family.definition.kind === 'histogram' ? numbers.slice(0, -1).reduce((sum, each) => sum + each, 0) : numbers[0];
      return { ...Object.fromEntries(named), count };
    }).filter(({ count }) => count !== 0);
  };
  return { house, upstream, counted };
}

const ANYBODY = 'authentication: { anonymous: always }';

describe('a request is counted', () => {
  test('by method, route, status, API and operation', async () => {
    const { house, counted } = await start(ANYBODY);
    await house.call('/v1/notes');
    await house.call('/v1/notes');
    await house.exchange(() => house.exchanges.length === 2);
    const request = {
      'http.request.method': 'GET',
      'url.scheme': 'http',
      'http.route': '/v1/notes',
      'http.response.status_code': '200',
      'airside.api': 'notes',
      'airside.operation': expect.any(String),
      count: 2,
    };
    for (const metric of ['http.server.request.duration', 'http.server.request.body.size', 'http.server.response.body.size']) {
      expect(counted(metric)).toEqual([request]);
    }
    expect(counted('http.client.request.duration')).toEqual([
      {
        'http.request.method': 'GET',
        'server.address': '127.0.0.1',
        'server.port': expect.stringMatching(/^\d+$/),
        'url.scheme': 'http',
        'http.response.status_code': '200',
        'airside.api': 'notes',
        count: 2,
      },
    ]);
    expect(counted('airside.gateway.duration')).toMatchObject([{ 'airside.api': 'notes', count: 2 }]);
    expect(counted('airside.policy.duration')).toContainEqual({ 'airside.policy': 'authentication', count: 2 });
    expect(counted('http.server.active_requests')).toEqual([]);
  });

  test('with a method that nobody knows as _OTHER, and at a path that nobody knows without a route', async () => {
    const { house, counted } = await start(ANYBODY);
    for (const method of ['PROPFIND', 'LINK', 'MKCOL']) await house.call('/v1/notes', { method });
    await house.call('/v1/nowhere/1');
    await house.call('/v1/nowhere/2');
    await house.call('/elsewhere');
    await house.exchange(() => house.exchanges.length === 6);
    const series = counted('http.server.request.duration');
    expect(series.map((each) => [each['http.request.method' as never], each['http.route' as never], each.count])).toEqual([
      ['_OTHER', undefined, 3],
      ['GET', undefined, 2],
      ['GET', undefined, 1],
    ]);
  });

  test('with the problem and the policy that refused it, which of a server is an error from 500 on only', async () => {
    const { house, upstream, counted } = await start('', {}, { more: consumerYaml(KEY_SHA256) });
    await house.call('/v1/notes');
    await upstream.close();
    running.splice(running.indexOf(upstream), 1);
    await house.call('/v1/notes', { headers: { 'x-api-key': KEY } });
    await house.call('/elsewhere');
    await house.raw('NONSENSE\r\n\r\n');
    await house.exchange(() => house.exchanges.length === 4);
    expect(counted('airside.refusals').map(({ 'airside.operation': _operation, ...rest }: Record<string, unknown>) => rest)).toEqual([
      { 'airside.api': 'notes', 'airside.problem': 'credential-required', 'airside.policy': 'authentication', count: 1 },
      { 'airside.api': 'notes', 'airside.problem': 'upstream-unreachable', 'airside.policy': '_gateway', count: 1 },
      { 'airside.problem': 'api-unknown', 'airside.policy': '_gateway', count: 1 },
      { 'airside.problem': 'malformed-request', 'airside.policy': 'http', count: 1 },
    ]);
    const errors = counted('http.server.request.duration').map((each: Record<string, unknown>) => each['error.type']);
    expect(errors).toEqual([undefined, 'upstream-unreachable', undefined]);
    expect(counted('http.client.request.duration')).toMatchObject([{ 'error.type': 'upstream-unreachable', count: 1 }]);
  });

  test('by consumer, anonymous callers and those who were refused before they were known apart, within a limit', async () => {
    const more = `consumers: { a: { apiKeys: [{ id: a, sha256: ${KEY_SHA256} }] } }\n`;
    const known = await start('authentication: { anonymous: always }', {}, { more });
    await known.house.call('/v1/notes', { headers: { 'x-api-key': KEY } });
    await known.house.call('/v1/notes');
    await known.house.call('/v1/notes', { headers: { 'x-api-key': 'wrong-key-0123456789-0123456789' } });
    await known.house.exchange(() => known.house.exchanges.length === 3);
    expect(
      known
        .counted('airside.consumer.request.duration')
        .map((each: Record<string, unknown>) => [each['airside.consumer'], each['airside.response.class']]),
    ).toEqual([
      ['a', '2xx'],
      ['_anonymous', '2xx'],
      ['_unknown', '4xx'],
    ]);
  });

  test('by what the firewall found, by severity', async () => {
    const { house, counted } = await start(`${ANYBODY}, contract: { mode: off }, firewall: { mode: detect }`);
    await house.call(`/v1/notes?q=${encodeURIComponent("1' UNION SELECT password FROM users-- ")}`);
    const { firewall } = await house.exchange(() => true);
    const matches = counted('airside.firewall.matches');
    expect(matches).toContainEqual({ 'airside.api': 'notes', 'airside.severity': 'critical', count: expect.any(Number) });
    expect(matches.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(firewall?.matches.length);
    expect(counted('airside.reports')).toMatchObject([{ 'airside.policy': 'firewall', count: 1 }]);
  });

  test.each([
    ['names no host', 'GET /x HTTP/1.1\r\n\r\n', 'malformed-request'],
    ['is no HTTP', 'nonsense\r\n\r\n', 'malformed-request'],
    ['has a field that is none', 'GET /x HTTP/1.1\r\nHost: a\r\nno field\r\n\r\n', 'malformed-request'],
    ['has two lengths', 'GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 'malformed-request'],
    ['is larger than allowed', `GET /x HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 'headers-too-large'],
  ])('though it %s, and is on record with its address', async (_what, bytes, problem) => {
    const { house, counted } = await start(ANYBODY);
    await house.raw(bytes);
    expect(await house.exchange(() => true)).toMatchObject({ problem, client: { address: '127.0.0.1' } });
    expect(counted('airside.refusals')).toMatchObject([{ 'airside.problem': problem, count: 1 }]);
  });

  test('as cut off, with its connection, where it is one of too many that were sent at once', async () => {
    const { house, counted } = await start(ANYBODY);
    await house.raw('GET /v1/notes HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(100));
    expect(counted('airside.connections.cut_off')).toMatchObject([{ 'airside.reason': 'pipelined', count: expect.any(Number) }]);
  });

  test('by country where that is asked for', async () => {
    const settings = ', trustedProxies: [127.0.0.1]';
    const { house, counted } = await start(ANYBODY, { countries: true }, { settings });
    await house.call('/v1/notes', { headers: { 'x-forwarded-for': '193.0.6.139' } });
    await house.call('/v1/notes', { headers: { 'x-forwarded-for': '10.0.0.1' } });
    await house.exchange(() => house.exchanges.length === 2);
    expect(counted('airside.country.request.duration').map((each: Record<string, unknown>) => each['geo.country.iso_code'])).toEqual([
      'NL',
      '_unknown',
    ]);
  });
});

test.each([
  ['/v1/notes/1', '/notes/{id}', '/v1/notes/{id}'],
  ['/notes/1', '/notes/{id}', '/notes/{id}'],
  ['/a/b/notes', '/notes', '/a/b/notes'],
  ['/', '/', '/'],
  ['/v1/', '/', '/v1/'],
])('%s of %s is the route %s', (path, template, route) => {
  expect(routeOf(path, template)).toBe(route);
});
