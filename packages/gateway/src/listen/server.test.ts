import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { connect as connectNet } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { openWire, statuses } from '../../test/wire.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const PLAIN = "listen: [{ address: '127.0.0.1:0' }]";
const OPEN = 'policies: { authentication: { anonymous: always } }';

async function start(settings: string, files: Readonly<Record<string, string>> = {}): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream();
  const house = await startHouse(`apis: { a: { upstreams: ['${upstream.url}'], ${OPEN} } }`, files, settings);
  running.push(upstream, house);
  return { house, upstream };
}

describe('a client that takes its time', () => {
  test.each([
    ['sends nothing', ''],
    ['sends half a head', 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  ])('and %s gets 408 or a closed connection', async (_what, bytes) => {
    const { house, upstream } = await start(`${PLAIN}, headerTimeout: 150ms`);
    const wire = await openWire(house.port);
    if (bytes !== '') wire.write(bytes);
    await wire.closed;
    expect([[], [408]]).toContainEqual(statuses(wire.text));
    expect(upstream.seen).toEqual([]);
    expect(house.exchanges.map(({ problem, status }) => [problem, status])).toEqual([['request-timeout', 408]]);
  });

  test('with its body gets 408, and the upstream never has a whole request', async () => {
    const { house, upstream } = await start(`${PLAIN}, headerTimeout: 150ms, requestTimeout: 200ms`);
    const wire = await openWire(house.port);
    wire.write('POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
    await wire.closed;
    expect([[], [408]]).toContainEqual(statuses(wire.text));
    const exchange = await house.exchange(({ path }) => path === '/slow');
    expect(exchange.problem).toBe('request-timeout');
    expect(upstream.seen).toEqual([]);
  });

  test('between two requests is let go', async () => {
    const { house } = await start(`${PLAIN}, keepAliveTimeout: 100ms`);
    const wire = await openWire(house.port);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await wire.closed;
    expect(statuses(wire.text)).toEqual([200]);
  });
});

describe('a head past its bounds is refused and recorded', () => {
  test.each([
    ['a field too large', `X: ${'y'.repeat(5000)}\r\n`, 431, 'headers-too-large'],
    ['too many fields', 'X: y\r\n'.repeat(40), 431, 'headers-too-large'],
  ])('%s', async (_what, fields, status, problem) => {
    const { house, upstream } = await start(`${PLAIN}, maxHeaderBytes: 4KiB, maxHeaders: 32`);
    const { text, closed } = await house.raw(`GET / HTTP/1.1\r\nHost: a\r\n${fields}\r\n`);
    expect(statuses(text)).toEqual([status]);
    expect(closed).toBe(true);
    expect(await house.exchange((exchange) => exchange.problem === problem)).toMatchObject({ status });
    expect(upstream.seen).toEqual([]);
  });

  test('a target too long', async () => {
    const { house } = await start(`${PLAIN}, maxTargetBytes: 1KiB`);
    expect((await house.call(`/${'a'.repeat(1023)}`)).status).toBe(200);
    expect((await house.call(`/${'a'.repeat(1024)}`)).status).toBe(414);
  });

  test('trailers count, too', async () => {
    const { house } = await start(`${PLAIN}, maxHeaderBytes: 4KiB`);
    const trailers = `X: ${'y'.repeat(100)}\r\n`.repeat(100);
    const { text } = await house.raw(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${trailers}\r\n`);
    expect(statuses(text)).toEqual([431]);
  });
});

test('connections past their number are closed, and places become free again', async () => {
  const { house } = await start(`${PLAIN}, maxConnections: 2`);
  const first = await openWire(house.port);
  const second = await openWire(house.port);
  for (const wire of [first, second]) {
    wire.write('GET /.airside/health/live HTTP/1.1\r\nHost: a\r\n\r\n');
    await wire.until('live');
  }
  const third = connectNet(house.port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => third.once('close', resolve));
  first.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await first.closed;
  second.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await second.closed;
  expect((await house.call('/')).status).toBe(200);
});

describe('a TLS listener', () => {
  let directory: string;
  let pem: { readonly 'cert.pem': string; readonly 'key.pem': string };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'airside-tls-'));
    const files = { key: join(directory, 'key.pem'), cert: join(directory, 'cert.pem') };
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', files.key];
    execFileSync('openssl', ['req', '-x509', ...key, '-out', files.cert, '-days', '2', ...subject], { stdio: 'ignore' });
    pem = { 'cert.pem': readFileSync(files.cert, 'utf8'), 'key.pem': readFileSync(files.key, 'utf8') };
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  const secure = (more = '') =>
    start(`listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem } }], headerTimeout: 300ms ${more}`, pem);

  const fetchSecurely = (port: number, path: string) =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown> }>((resolve, reject) => {
      const request = get({ port, host: '127.0.0.1', servername: 'localhost', path, ca: pem['cert.pem'], agent: false }, (response) => {
        response.resume();
        response.once('end', () => resolve({ status: response.statusCode, headers: response.headers }));
      });
      request.once('error', reject);
    });

  test('serves, says on every answer that TLS stays, and tells upstreams of it', async () => {
    const { house, upstream } = await secure();
    for (const [path, status] of [
      ['/', 200],
      ['/..', 400],
    ] as const) {
      const reply = await fetchSecurely(house.port, path);
      expect(reply.status).toBe(status);
      expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
    }
    expect(upstream.seen[0]?.headers).toMatchObject({ 'x-forwarded-proto': 'https' });
  });

  test('does not speak TLS 1.1', async () => {
    const { house } = await secure();
    const failure = await new Promise((resolve) => {
      connectTls({
        port: house.port,
        host: '127.0.0.1',
        ca: pem['cert.pem'],
        servername: 'localhost',
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
      })
        .once('error', resolve)
        .once('secureConnect', () => resolve('connected'));
    });
    expect(failure).toBeInstanceOf(Error);
  });

  test.each([
    ['sends nothing', ''],
    ['speaks plain HTTP', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['sends half a handshake', '\x16\x03\x01\x02\x00\x01'],
  ])('closes the connection of a client that %s', async (_what, bytes) => {
    const { house, upstream } = await secure();
    const wire = await openWire(house.port);
    if (bytes !== '') wire.write(bytes);
    await wire.closed;
    expect(upstream.seen).toEqual([]);
    expect((await fetchSecurely(house.port, '/')).status).toBe(200);
  });

  test('closes with a connection in the middle of its handshake', async () => {
    const upstream = await startUpstream();
    const yaml = `apis: { a: { upstreams: ['${upstream.url}'], ${OPEN} } }`;
    const house = await startHouse(yaml, pem, "listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem } }]");
    running.push(upstream);
    const wire = await openWire(house.port);
    wire.write('\x16\x03\x01\x02\x00\x01');
    await fetchSecurely(house.port, '/');
    await house.close();
    await wire.closed;
  });

  test('takes up a new certificate with a new configuration', async () => {
    const { house } = await secure();
    const renewed = mkdtempSync(join(tmpdir(), 'airside-tls-'));
    running.push({ close: async () => rmSync(renewed, { recursive: true }) });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(house.directory, 'key.pem')];
    execFileSync('openssl', ['req', '-x509', ...key, '-out', join(house.directory, 'cert.pem'), '-days', '2', '-subj', '/CN=renewed'], {
      stdio: 'ignore',
    });
    await house.apply("gateway: { listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem } }] }\napis: {}");
    const name = await new Promise((resolve, reject) => {
      const socket = connectTls({ port: house.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().subject.CN);
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(name).toBe('renewed');
  });
});
