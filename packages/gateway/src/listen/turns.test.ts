import type { ServerResponse } from 'node:http';

import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { openWire, statuses } from '../../test/wire.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(answer?: Parameters<typeof startUpstream>[0], policies = ''): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream(answer);
  const house = await startHouse(
    `apis: { a: { upstreams: ['${upstream.url}'], policies: { authentication: { anonymous: always }, ${policies} } } }`,
  );
  running.push(upstream, house);
  return { house, upstream };
}

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;

describe('pipelined requests', () => {
  test('are answered in their order, each after the one before is done', async () => {
    let underWay = 0;
    let most = 0;
    const { house, upstream } = await start((request, response) => {
      most = Math.max(most, ++underWay);
      setImmediate(() => {
        underWay--;
        response.end(`[${request.url}]`);
      });
    });
    const wire = await openWire(house.port);
    wire.write(`${get('/1')}${get('/2')}${get('/3', 'Connection: close\r\n')}`);
    await wire.closed;
    expect(wire.text.match(/\[[^\]]*\]/g)).toEqual(['[/1]', '[/2]', '[/3]']);
    expect(upstream.seen.map(({ url }) => url)).toEqual(['/1', '/2', '/3']);
    expect(most).toBe(1);
  });

  test('with bodies keep each its own', async () => {
    const { house } = await start((_request, response, body) => response.end(`[${body.toString()}]`));
    const post = (body: string) => `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const wire = await openWire(house.port);
    wire.write(`${post('one')}${post('')}${post('three')}${get('/', 'Connection: close\r\n')}`);
    await wire.closed;
    expect(wire.text.match(/\[[^\]]*\]/g)).toEqual(['[one]', '[]', '[three]', '[]']);
  });

  test('that wait do not begin once the client has gone', async () => {
    const { house, upstream } = await start(() => undefined);
    const wire = await openWire(house.port);
    wire.write(`${get('/first')}${get('/second')}`);
    const first = house.exchange(({ path }) => path === '/first');
    wire.socket.end();
    expect((await first).status).toBe(499);
    expect((await house.call('/.airside/health/live')).status).toBe(200);
    expect(upstream.seen.map(({ url }) => url)).not.toContain('/second');
  });

  test('past the bound end the connection', async () => {
    const { house, upstream } = await start(() => undefined);
    const wire = await openWire(house.port);
    wire.write(get('/x').repeat(100));
    await wire.closed;
    expect(upstream.seen.length).toBeLessThanOrEqual(1);
    expect(statuses(wire.text)).toEqual([]);
  });
});

describe('bytes that are no HTTP', () => {
  test('behind a request whose answer is under way never get into that answer', async () => {
    let answering: ServerResponse | undefined;
    const { house } = await start((_request, response) => {
      answering = response;
      response.write('first');
    });
    const wire = await openWire(house.port);
    wire.write(get('/1'));
    await wire.until('first');
    wire.write('NOT HTTP\r\n\r\n');
    await house.exchange(({ problem }) => problem === 'malformed-request');
    answering?.end('last');
    await wire.closed;
    expect(wire.text).toMatch(/\r\n\r\n5\r\nfirst\r\n4\r\nlast\r\n0\r\n\r\n$/);
    expect(statuses(wire.text)).toEqual([200]);
  });

  test('behind a request that is not answered yet leave it its one answer, and end the connection', async () => {
    const { house } = await start((_request, response) => void setImmediate(() => response.end('ok')));
    const wire = await openWire(house.port);
    wire.write(`${get('/1')}GET /2 HTTP/1.1\r\nHost : a\r\n\r\n${get('/3')}`);
    await wire.closed;
    expect(statuses(wire.text)).toEqual([200]);
  });

  test('in a body get one answer and leave one exchange, which says why', async () => {
    const { house, upstream } = await start();
    const { text } = await house.raw('POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloXX');
    expect(statuses(text)).toEqual([400]);
    const exchange = await house.exchange(({ path }) => path === '/b');
    expect(exchange).toMatchObject({ problem: 'malformed-request', status: 400 });
    expect(exchange.verdicts.at(-1)).toMatchObject({ policy: 'http', outcome: 'refuse' });
    expect(house.exchanges).toHaveLength(1);
    expect(upstream.seen).toEqual([]);
  });

  test('sent on and on leave one exchange', async () => {
    const { house } = await start();
    const wire = await openWire(house.port);
    for (let count = 0; count < 20; count++) wire.write('NOT HTTP\r\n\r\n');
    await wire.closed;
    expect(statuses(wire.text)).toEqual([400]);
    expect(house.exchanges).toHaveLength(1);
  });
});

describe('CONNECT', () => {
  test('from a client that resets the connection does not end the process', async () => {
    const { house } = await start();
    for (let count = 0; count < 30; count++) {
      const wire = await openWire(house.port);
      wire.write('CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n');
      if (count % 2 === 0) await house.call('/');
      wire.socket.resetAndDestroy();
    }
    expect((await house.call('/')).status).toBe(200);
  });

  test('behind a request under way cuts the connection instead of writing into its answer', async () => {
    const { house } = await start((_request, response) => response.write('first'));
    const wire = await openWire(house.port);
    wire.write(get('/1'));
    await wire.until('first');
    wire.write('CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n');
    await wire.closed;
    expect(statuses(wire.text)).toEqual([200]);
    expect(wire.text).not.toContain('0\r\n\r\n');
  });
});

test('an expectation other than 100-continue is refused and recorded', async () => {
  const { house, upstream } = await start();
  for (const expect of ['200-ok', 'x 100-continue', '100-continue, 100-continue']) {
    await house.raw(`POST /e HTTP/1.1\r\nHost: a\r\nExpect: ${expect}\r\nContent-Length: 2\r\n\r\nok`);
  }
  expect(house.exchanges.map(({ problem, status }) => [problem, status])).toEqual(
    Array.from({ length: 3 }, () => ['expectation-failed', 417]),
  );
  expect(upstream.seen).toEqual([]);
});

test('a request that asks for an upgrade is answered, and its connection ends: nothing behind it is lost without a word', async () => {
  const { house, upstream } = await start();
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
  for (const first of [get('/1', upgrade), `POST /1 HTTP/1.1\r\nHost: a\r\n${upgrade}Content-Length: 5\r\n\r\nhello`]) {
    const wire = await openWire(house.port);
    wire.write(`${first}${get('/2')}`);
    await wire.closed;
    expect(statuses(wire.text)[0]).toBe(200);
  }
  expect(upstream.seen.filter(({ url }) => url === '/1')).toHaveLength(2);
});
