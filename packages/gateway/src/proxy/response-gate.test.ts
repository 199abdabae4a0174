import type { Socket } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { startHouse } from '../../test/house.ts';
import { openWire, startRawServer } from '../../test/wire.ts';

const RULES = `SecRule RESPONSE_BODY "@contains leak" "id:4001,phase:4,deny,t:none"\n`;
const GET = 'GET /notes HTTP/1.1\r\nHost: a\r\nX-Request-Id: r\r\n\r\n';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;

const running: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

/** A gateway before an upstream whose connections the test answers on by itself. */
async function start(firewall = '') {
  const sockets: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const server = await startRawServer((socket) => {
    socket.once('data', () => {
      sockets.push(socket);
      waiting.shift()?.(socket);
    });
  });
  const house = await startHouse(
    `apis: { notes: { upstreams: ['${server.url}'], policies: { authentication: { anonymous: always }, ` +
      `firewall: { rules: [own.conf], responses: bodies, ${firewall} } } } }\n`,
    { 'own.conf': RULES },
  );
  running.push(server, house);
  const wire = await openWire(house.port);
  const asked = new Promise<Socket>((resolve) => waiting.push(resolve));
  wire.write(GET);
  const socket = await asked;
  return { ...house, wire, socket, sockets };
}

const recorded = ({ exchange }: Awaited<ReturnType<typeof startHouse>>) => exchange(({ id }) => id === 'r');
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => (socket.destroyed ? resolve() : void socket.once('close', () => resolve())));

describe('while a body is held back', () => {
  test('nothing of the answer is sent, and all of it once the body has been looked at', async () => {
    const { wire, socket } = await start('maxResponseHold: 1m');
    socket.write(`${CHUNKED}3\r\nabc\r\n`);
    socket.write('3\r\ndef\r\n');
    expect(wire.text).toBe('');
    socket.write('0\r\n\r\n');
    await wire.until('0\r\n\r\n');
    expect(wire.text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n$/);
  });

  test('a client that goes away takes the call of the upstream with it', async () => {
    const house = await start('maxResponseHold: 1m');
    house.socket.write(`${CHUNKED}3\r\nabc\r\n`);
    house.wire.socket.destroy();
    await closed(house.socket);
    expect(await recorded(house)).toMatchObject({ status: 499, problem: null, responseBytes: 0 });
  });

  test('an upstream that dies gives 502, is not asked again, and nothing of its answer is sent', async () => {
    const house = await start('maxResponseHold: 1m');
    house.socket.write(`${CHUNKED}3\r\nabc\r\n`);
    house.socket.destroy();
    await house.wire.until('upstream-invalid');
    expect(house.wire.text).toMatch(/^HTTP\/1\.1 502 /);
    expect(house.wire.text).not.toContain('abc');
    expect(house.sockets).toHaveLength(1);
    expect(await recorded(house)).toMatchObject({ problem: 'upstream-invalid' });
  });

  test('a gateway that stops without waiting lets go of both sides', async () => {
    const house = await start('maxResponseHold: 1m');
    house.socket.write(`${CHUNKED}3\r\nabc\r\n`);
    await house.gateway.close();
    await closed(house.socket);
    await house.wire.closed;
    expect(house.wire.text).toBe('');
  });
});

describe('a body that is not looked at is streamed', () => {
  test('once it has taken too long, from where it was held', async () => {
    const house = await start('maxResponseHold: 1ms');
    house.socket.write(`${CHUNKED}3\r\nabc\r\n`);
    await house.wire.until('abc');
    house.socket.write('6\r\n leak \r\n');
    await house.wire.until(' leak ');
    house.socket.write('0\r\n\r\n');
    expect(await recorded(house)).toMatchObject({ status: 200, uninspectedResponse: 'too-slow', responseBytes: 9 });
  });

  test('once it is larger than may be held, from where it was held', async () => {
    const house = await start('maxResponseHold: 1m, maxInspectedResponse: 4B');
    house.socket.write(`${CHUNKED}3\r\nabc\r\n`);
    house.socket.write('3\r\ndef\r\n');
    await house.wire.until('abcdef');
    house.socket.write('4\r\nleak\r\n');
    await house.wire.until('leak');
    house.socket.write('0\r\n\r\n');
    expect(await recorded(house)).toMatchObject({ uninspectedResponse: 'too-large', responseBytes: 10 });
  });

  test('from its first byte where it is a stream of events, even if all of text is looked at', async () => {
    const house = await start('maxResponseHold: 1m, inspectedResponseTypes: ["text/*", text/event-stream]');
    house.socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n');
    house.socket.write('c\r\ndata: leak\n\n\r\n');
    await house.wire.until('data: leak');
    house.socket.write('0\r\n\r\n');
    expect((await recorded(house)).uninspectedResponse).toBeUndefined();
  });

  test('and the upstream waits for a client that does not read', async () => {
    const house = await start('maxInspectedResponse: 1KiB');
    house.wire.socket.pause();
    house.socket.write(CHUNKED);
    // More than all buffers of the system on the way can hold.
    const chunk = `1000000\r\n${'x'.repeat(0x1000000)}\r\n`;
    const drained = new Promise<void>((resolve) => house.socket.once('drain', () => resolve()));
    for (let sent = 0; sent < 4; sent++) house.socket.write(chunk);
    // In this time a gateway that does not wait has taken much more than what then still waits.
    for (let calls = 0; calls < 50; calls++) await house.call('/.airside/health/live');
    expect(house.socket.writableLength).toBeGreaterThan(0x1000000);
    house.wire.socket.resume();
    await drained;
    house.socket.write('0\r\n\r\n');
    expect((await recorded(house)).responseBytes).toBe(0x4000000);
  });
});

test('a body with a length that is refused as soon as it is complete leaves the connection to the upstream fit for use', async () => {
  const { wire, socket } = await start();
  socket.write(`${HEAD}Content-Length: 4\r\n\r\nleak`);
  await wire.until('firewall-response-blocked');
  const again = new Promise<void>((resolve) => socket.once('data', () => resolve()));
  wire.write(GET);
  await again;
  socket.write(`${HEAD}Content-Length: 4\r\n\r\nfine`);
  await wire.until('fine');
});

test('a head that cannot be sent is refused, also when it was held back', async () => {
  const house = await start('maxResponseHold: 1m');
  house.socket.end(`${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`);
  await house.wire.until('upstream-invalid');
  expect(house.wire.text).toMatch(/^HTTP\/1\.1 502 /);
});
