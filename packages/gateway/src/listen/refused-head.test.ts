import { expect, onTestFinished, test } from 'vitest';

import { startHouse, startUpstream } from '../../test/house.ts';

const FORWARDED = 'X-Forwarded-For: 198.51.100.9, 203.0.113.7\r\n';
const heads: readonly (readonly [what: string, head: string])[] = [
  ['an ambiguous path', 'GET /base/%2e%2e/x HTTP/1.1\r\nHost: a.example\r\n'],
  ['a target that is too long', `GET /${'x'.repeat(9000)} HTTP/1.1\r\nHost: a.example\r\n`],
  ['a field that is repeated', 'GET /base HTTP/1.1\r\nHost: a.example\r\nOrigin: a\r\nOrigin: b\r\n'],
  ['a method that is refused', 'TRACE /base HTTP/1.1\r\nHost: a.example\r\n'],
  ['no host', 'GET /base HTTP/1.1\r\nHost: a b\r\n'],
];

test.each(heads)('behind a trusted proxy, who sent %s is recorded and not the proxy', async (_what, head) => {
  const upstream = await startUpstream();
  onTestFinished(() => upstream.close());
  const house = await startHouse(
    `apis: { notes: { path: /base, upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always } } } }`,
    {},
    "listen: [{ address: '127.0.0.1:0' }], trustedProxies: [127.0.0.1]",
  );
  onTestFinished(() => house.close());
  await house.raw(`${head}${FORWARDED}\r\n`);
  const exchange = await house.exchange(({ problem }) => problem !== null);
  expect(exchange).toMatchObject({ api: null, client: { address: '203.0.113.7' } });
});

test('from a peer that is no trusted proxy, what a refused head says of its sender counts for nothing', async () => {
  const house = await startHouse('apis: {}');
  onTestFinished(() => house.close());
  await house.raw(`${heads[0]?.[1]}${FORWARDED}\r\n`);
  expect((await house.exchange(({ problem }) => problem !== null)).client.address).toBe('127.0.0.1');
});
