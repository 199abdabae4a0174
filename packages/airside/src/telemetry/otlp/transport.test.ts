import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { selfSigned } from '../../../test/self-signed.ts';
import { createTransport, type Transport } from './transport.ts';

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of running.splice(0).toReversed()) await close();
});

async function start(
  listener: RequestListener,
  { tls, ca, timeoutMs = 10_000 }: { tls?: { cert: string; key: string }; ca?: string; timeoutMs?: number } = {},
) {
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const endpoint = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/otlp/`;
  const transport: Transport = createTransport({ endpoint, headers: { 'X-Token': 'planted' }, ca, timeoutMs });
  running.push(async () => transport.close());
  return transport;
}

const answering = (status: number, headers: Record<string, string> = {}, body = '') =>
  start((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  });

test('sends compressed JSON below the path of the endpoint, with the headers that are configured', async () => {
  const seen: unknown[] = [];
  const transport = await start((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({
        method,
        url,
        type: headers['content-type'],
        token: headers['x-token'],
        body: gunzipSync(Buffer.concat(chunks)).toString(),
      });
      response.end('{}');
    });
  });
  expect(await transport.send('/v1/logs', { a: 'ü' })).toEqual({ kind: 'accepted', rejected: 0, message: '' });
  expect(seen).toEqual([{ method: 'POST', url: '/otlp/v1/logs', type: 'application/json', token: 'planted', body: '{"a":"ü"}' }]);
});

describe('an answer', () => {
  test.each<[number, Record<string, string>, string, object]>([
    [200, {}, '', { kind: 'accepted', rejected: 0 }],
    [204, {}, '', { kind: 'accepted', rejected: 0 }],
    [200, {}, 'not JSON', { kind: 'accepted', rejected: 0 }],
    [200, {}, 'null', { kind: 'accepted', rejected: 0 }],
    [200, {}, '{"partialSuccess":null}', { kind: 'accepted', rejected: 0 }],
    [200, {}, '{"partialSuccess":{"rejectedSpans":"3","errorMessage":"too old"}}', { kind: 'accepted', rejected: 3, message: 'too old' }],
    [200, {}, '{"partialSuccess":{"rejectedLogRecords":2}}', { kind: 'accepted', rejected: 2 }],
    [200, {}, '{"partialSuccess":{"rejectedDataPoints":"-5"}}', { kind: 'accepted', rejected: 0 }],
    [400, {}, '', { kind: 'refused', message: 'status 400' }],
    [401, {}, '', { kind: 'refused', message: 'status 401' }],
    [500, {}, '', { kind: 'refused', message: 'status 500' }],
    [302, { location: 'http://127.0.0.1:1/' }, '', { kind: 'refused', message: 'status 302' }],
    [429, { 'retry-after': '7' }, '', { kind: 'failed', message: 'status 429', afterMs: 7000 }],
    [503, { 'retry-after': '999999' }, '', { kind: 'failed', afterMs: 300_000 }],
    [503, { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }, '', { kind: 'failed', afterMs: undefined }],
    [502, {}, '', { kind: 'failed', afterMs: undefined }],
    [200, {}, 'x'.repeat(100_000), { kind: 'failed' }],
  ])('%i %j %s', async (status, headers, body, delivery) => {
    expect(await (await answering(status, headers, body)).send('/v1/traces', {})).toMatchObject(delivery);
  });

  test('that never comes is waited for only so long', async () => {
    const transport = await start((request) => void request.resume(), { timeoutMs: 50 });
    expect(await transport.send('/v1/traces', {})).toMatchObject({ kind: 'failed' });
  });

  test('that is cut off is a failure', async () => {
    const transport = await start((request, response) => {
      request.resume();
      response.writeHead(200, { 'Content-Length': '100' }).write('{');
      setImmediate(() => response.destroy());
    });
    expect(await transport.send('/v1/traces', {})).toMatchObject({ kind: 'failed' });
  });
});

describe('a receiver with TLS', () => {
  const tls = selfSigned();

  test('is believed by the authorities that are configured', async () => {
    const transport = await start((request, response) => void response.end(`${request.url}`), { tls, ca: tls.cert });
    expect(await transport.send('/v1/traces', {})).toMatchObject({ kind: 'accepted' });
  });

  test.each(['1', '0'])('gets nothing where it is not believed, whatever the environment says: %s', async (checks) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', checks);
    let asked = 0;
    const transport = await start(
      (_request, response) => {
        asked++;
        response.end();
      },
      { tls },
    );
    expect(await transport.send('/v1/traces', { secret: true })).toEqual({
      kind: 'failed',
      message: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      afterMs: undefined,
    });
    expect(asked).toBe(0);
  });
});
