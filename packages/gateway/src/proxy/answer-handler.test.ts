import { afterEach, describe, expect, test } from 'vitest';

import { startHouse, startUpstream } from '../../test/house.ts';
import { openWire, startRawServer, statuses } from '../../test/wire.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function before(url: string, api = '') {
  const house = await startHouse(
    `apis: { a: { upstreams: ['${url}'], ${api} policies: { authentication: { anonymous: always }, firewall: { mode: off } } } }`,
  );
  running.push(house);
  return house;
}

async function answering(bytes: string) {
  const server = await startRawServer((socket) => socket.on('data', () => socket.write(Buffer.from(bytes, 'latin1'))));
  running.push(server);
  return before(server.url);
}

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const LAST = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

describe('a caller that stops reading', () => {
  test.each([
    ['in the middle of an answer', 30_000_000],
    ['before the end of an answer that the gateway has in full', 6_000_000],
  ])('%s is cut off after the idle timeout', async (_when, bytes) => {
    const upstream = await startUpstream((_request, response) => response.end(Buffer.alloc(bytes)));
    running.push(upstream);
    const house = await before(upstream.url, 'idleTimeout: 150ms,');
    const wire = await openWire(house.port);
    wire.socket.pause();
    wire.write(GET);
    const exchange = await house.exchange(({ api }) => api === 'a');
    expect(exchange).toMatchObject({ status: 200, upstream: { status: 200 } });
    wire.socket.destroy();
  });

  test('but goes on in time gets all of it', async () => {
    const upstream = await startUpstream((_request, response) => response.end(Buffer.alloc(12_000_000)));
    running.push(upstream);
    const house = await before(upstream.url, 'idleTimeout: 10s,');
    const wire = await openWire(house.port);
    wire.write(LAST);
    await wire.until('HTTP/1.1 200');
    wire.socket.pause();
    await house.call('/.airside/health/live');
    wire.socket.resume();
    await wire.closed;
    expect(wire.text.length).toBeGreaterThan(12_000_000);
  });
});

describe('an answer without a body', () => {
  test.each([204, 304])('of status %i ends where its head ends, whatever the upstream sends behind it', async (status) => {
    const house = await answering(`HTTP/1.1 ${status} X\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison`);
    const { text } = await house.raw(`${GET}${LAST}`);
    expect(statuses(text).filter((got) => got !== 502)).toEqual([status, status]);
    expect(text).not.toContain('poison');
    if (status === 204) expect(text).not.toMatch(/content-length/i);
  });

  test('to HEAD ends where its head ends', async () => {
    const house = await answering('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison');
    const { text } = await house.raw(`HEAD / HTTP/1.1\r\nHost: a\r\n\r\n${LAST.replace('GET', 'HEAD')}`);
    expect(statuses(text)).toEqual([200, 200]);
    expect(text).not.toMatch(/hello|poison/);
  });
});

describe('an answer that could be read in two ways is a 502', () => {
  test.each([
    ['two framings', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'],
    ['a coding under the chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n'],
    ['a coding alone', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok'],
    ['a folded field', 'HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok'],
    ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
    ['a bare CR in a value', 'HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=c\r\nContent-Length: 2\r\n\r\nok'],
    ['a control byte in a value', 'HTTP/1.1 200 OK\r\nX: a\x01b\r\nContent-Length: 2\r\n\r\nok'],
    ['a list of lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok'],
    ['a switch of protocols nobody asked for', 'HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nok'],
    ['a head without an end', `HTTP/1.1 200 OK\r\n${`X: ${'y'.repeat(1000)}\r\n`.repeat(100)}`],
  ])('%s', async (_what, bytes) => {
    const house = await answering(bytes);
    const { text } = await house.raw(LAST);
    expect(statuses(text)).toEqual([502]);
    expect(text).not.toMatch(/set-cookie/i);
  });

  test('answers that come before they are asked for reach nobody', async () => {
    const house = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison');
    const { text } = await house.raw(`${GET.repeat(4)}${LAST}`);
    expect(text).not.toContain('poison');
  });

  test('interim answers stop at the gateway', async () => {
    const house = await answering(`${'HTTP/1.1 103 Early\r\nLink: x\r\n\r\n'.repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`);
    expect(statuses((await house.raw(LAST)).text)).toEqual([200]);
  });
});

test('an answer before the body is complete leaves the connection fit for the next request, or closed', async () => {
  const server = await startRawServer((socket) =>
    socket.once('data', () => socket.write('HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno')),
  );
  running.push(server);
  const house = await before(server.url);
  const wire = await openWire(house.port);
  wire.write(`POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n`);
  wire.write(Buffer.alloc(300_000, 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n'));
  await wire.until('\r\n\r\nno');
  wire.write(Buffer.alloc(700_000, 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n'));
  wire.write(GET.replace('GET / ', 'GET /2 ').replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  await wire.closed;
  expect(house.exchanges.map(({ path }) => path)).not.toContain('/smuggled');
  expect(statuses(wire.text).every((status) => status === 403)).toBe(true);
});
