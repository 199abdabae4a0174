import { afterEach, expect, test } from 'vitest';

import { startHouse, startUpstream } from '../../test/house.ts';
import { ORDERS, ordersYaml } from '../../test/orders.ts';
import { openWire } from '../../test/wire.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

test('nothing that a caller sends brings control characters into a record', async () => {
  const upstream = await startUpstream();
  const house = await startHouse(ordersYaml(upstream.url, { policies: 'authentication: { anonymous: always }' }), {
    'orders.yaml': ORDERS,
  });
  running.push(upstream, house);
  const wire = await openWire(house.port);
  const request = (line: string, fields = '') => wire.write(`${line} HTTP/1.1\r\nHost: a\r\nUser-Agent: x\x9b31mred\ty\r\n${fields}\r\n`);
  request('GET /orders?%1b%5b31m=1&%c2%9b=2');
  request('POST /orders', 'Content-Type: application/json\r\nContent-Length: 12\r\n');
  wire.write('{"\\u001b":1}');
  request('GET /orders/%c2%9b31m', 'X-Request-Id: last\r\n');
  await house.exchange(({ id }) => id === 'last');
  expect(house.exchanges).toHaveLength(3);
  expect(house.exchanges[0]?.verdicts.at(-1)?.reason).toContain('\\u001b[31m');
  expect(house.exchanges[0]?.client.userAgent).toBe('x\\u009b31mred\\u0009y');
  const texts: string[] = [];
  JSON.stringify(house.exchanges, (_name, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  expect(texts.filter((text) => /\p{Cc}/u.test(text))).toEqual([]);
  wire.socket.destroy();
});

test('a refusal never shows what only insiders know', async () => {
  const house = await startHouse(ordersYaml('http://127.0.0.1:1', { policies: 'authentication: { anonymous: always }' }), {
    'orders.yaml': ORDERS,
  });
  running.push(house);
  const replies = [
    await house.call('/orders'),
    await house.call('/nothing'),
    await house.call('/orders?limit=secret-value'),
    await house.call('/orders', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"items":"secret-value"}' }),
  ];
  expect(replies.map(({ status }) => status)).toEqual([502, 404, 400, 403]);
  for (const { body, headers } of replies) {
    expect(body.toString()).not.toMatch(/127\.0\.0\.1|ECONN|\bat \/|node:|secret-value|\.ts/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined();
  }
});
