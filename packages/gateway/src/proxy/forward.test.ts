import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';

import { verifyIdentityHeader } from '@airside/identity';
import { afterEach, describe, expect, test } from 'vitest';

import {
  closeServer,
  consumerYaml,
  type House,
  KEY,
  KEY_SHA256,
  listenAnywhere,
  startHouse,
  startUpstream,
  type Upstream,
} from '../../test/house.ts';
import { memoryInUse } from '../../test/memory.ts';

const running: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

interface Options {
  readonly policies?: string;
  readonly api?: string;
}

async function before(urls: readonly string[], { policies = '', api = '' }: Options = {}): Promise<House> {
  const list = urls.map((url) => `'${url}'`).join(', ');
  const house = await startHouse(
    `${consumerYaml(KEY_SHA256, ['a', 'b'])}apis: { a: { upstreams: [${list}], ${api} policies: { ${policies} } } }\n`,
  );
  running.push(house);
  return house;
}

async function start(options: Options = {}, answer?: Parameters<typeof startUpstream>[0]): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream(answer);
  running.push(upstream);
  return { upstream, house: await before([upstream.url], options) };
}

const headers = { 'x-api-key': KEY };

describe('an honest call', () => {
  test('reaches the upstream as it was sent, and the answer comes back as it was given', async () => {
    const payload = gzipSync(Buffer.from('Straße\0'.repeat(1000)));
    const { house, upstream } = await start({}, (_request, response) => {
      response.writeHead(207, 'Odd', ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Answer', 'yes', 'Content-Encoding', 'gzip']);
      response.end(payload);
    });
    const body = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const reply = await house.call('/x/%C3%A9?q=%41&r=[1]&empty=', {
      method: 'PATCH',
      headers: { ...headers, 'X-Custom': 'ü: "1"', cookie: 'c=1' },
      body,
    });
    expect(reply.status).toBe(207);
    expect(reply.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(reply.headers['x-answer']).toBe('yes');
    expect(reply.body.equals(payload)).toBe(true);
    const seen = upstream.seen[0];
    expect(seen).toMatchObject({ method: 'PATCH', url: '/x/%C3%A9?q=%41&r=[1]&empty=' });
    expect(seen?.body.equals(body)).toBe(true);
    expect(seen?.headers).toMatchObject({ 'content-length': '256', cookie: 'c=1' });
    expect(seen?.headers['x-custom']).toBe('ü: "1"');
  });

  test('of 50 MB streams through in memory that stays flat', async () => {
    const size = 50 * 1024 * 1024;
    const chunk = Buffer.alloc(64 * 1024, 'airside!');
    const expected = createHash('sha256');
    const received = createHash('sha256');
    let receivedBytes = 0;
    let peak = 0;
    let nextLook = 0;
    const server = createServer((incoming, response) => {
      incoming.on('data', (data: Buffer) => {
        receivedBytes += data.length;
        received.update(data);
        if (receivedBytes >= nextLook) {
          nextLook += 5 * 1024 * 1024;
          peak = Math.max(peak, memoryInUse());
        }
      });
      incoming.on('end', () => response.end('done'));
    });
    const url = await listenAnywhere(server);
    running.push({ close: () => closeServer(server) });
    const house = await before([url], { policies: 'size: { maxBody: 100MB }, firewall: { mode: off }' });
    const startBytes = memoryInUse();

    const upload = httpRequest(`${house.url}/upload`, { method: 'PUT', headers: { ...headers, 'content-length': size } });
    const answered = once(upload, 'response');
    for (let sent = 0; sent < size; sent += chunk.length) {
      expected.update(chunk);
      if (!upload.write(chunk)) await once(upload, 'drain');
    }
    upload.end();
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(receivedBytes).toBe(size);
    expect(received.digest('hex')).toBe(expected.digest('hex'));
    expect(peak - startBytes).toBeLessThan(size / 3);
  });

  test('whose body comes in chunks reaches the upstream whole', async () => {
    const { house, upstream } = await start();
    await house.raw(
      `POST / HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: no\r\n\r\n`,
      { until: '{"ok":true}' },
    );
    expect(upstream.seen[0]?.body.toString()).toBe('abcdefg');
    expect(upstream.seen[0]?.headers['trailer']).toBeUndefined();
  });

  test('that asks first is told to continue only after it was let through', async () => {
    const { house } = await start();
    const head = (key: string) => `POST / HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${key}\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`;
    expect((await house.raw(head(KEY), { until: '\r\n\r\n' })).text).toMatch(/^HTTP\/1\.1 100 /);
    expect((await house.raw(head('wrong-wrong-wrong-wrong'), { until: '\r\n\r\n' })).text).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('HEAD gets the head only', async () => {
    const { house } = await start({}, (_request, response) => response.writeHead(200, { 'content-length': 12 }).end());
    const { text } = await house.raw(`HEAD / HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 200 [\s\S]*content-length: 12[\s\S]*\r\n\r\n$/i);
  });
});

describe('header fields', () => {
  test('about the connection stop at the gateway, both ways', async () => {
    const { house, upstream } = await start({}, (_request, response) => {
      response.writeHead(200, [
        'Connection',
        'X-Hop',
        'X-Hop',
        '1',
        'Keep-Alive',
        'timeout=1',
        'Proxy-Authenticate',
        'x',
        'X-Kept',
        '1',
        'Content-Length',
        '2',
      ]);
      response.end('ok');
    });
    const { text } = await house.raw(
      `GET / HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\nConnection: close, TE\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Connection: x\r\nProxy-Authorization: y\r\nUpgrade: h2c\r\nX-End: 1\r\n\r\n`,
    );
    const names = Object.keys(upstream.seen[0]?.headers ?? {});
    for (const name of ['te', 'keep-alive', 'proxy-connection', 'proxy-authorization', 'upgrade']) expect(names).not.toContain(name);
    expect(names).toContain('x-end');
    expect(text).toContain('X-Kept: 1');
    expect(text).not.toMatch(/X-Hop|timeout=1|Proxy-Authenticate/i);
  });

  test('that only the gateway may write are its own, however the caller spells them', async () => {
    const { house, upstream } = await start();
    await house.call('/', {
      headers: {
        ...headers,
        'Airside-Identity': 'forged',
        airside_identity: 'forged',
        'Airside-Anything': 'forged',
        'X-Forwarded-For': '1.2.3.4',
        X_Forwarded_For: '1.2.3.4',
        'X-Forwarded-Host': 'evil',
        'X-Real-IP': '1.2.3.4',
        Forwarded: 'for=1.2.3.4',
      },
    });
    const seen = upstream.seen[0];
    expect(JSON.stringify(seen?.rawHeaders)).not.toMatch(/forged|1\.2\.3\.4|evil/);
    expect(seen?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http', via: '1.1 airside' });
    expect(seen?.headers['x-forwarded-host']).toBe(`127.0.0.1:${house.port}`);
    expect(seen?.headers.host).toBe(new URL(upstream.url).host);
  });

  test('with the identity of the caller verify by the published key set, for this API only', async () => {
    const { house, upstream } = await start();
    await house.call('/', { headers });
    const token = String(upstream.seen[0]?.headers['airside-identity']);
    const jwks = (await house.call('/.airside/jwks.json')).json() as { keys: object[] };
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    const claims = await verifyIdentityHeader(token, { keys: jwks, issuer: 'airside', audience: 'a' });
    expect(claims).toMatchObject({ sub: 'acme', consumer: 'acme', kind: 'apiKey', scope: 'a b' });
    await expect(verifyIdentityHeader(token, { keys: jwks, issuer: 'airside', audience: 'other' })).rejects.toThrow();
  });

  test('with ids are passed on where they are sound, and made where they are not', async () => {
    const { house, upstream } = await start();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const reply = await house.call('/', { headers: { ...headers, 'x-request-id': 'abc-1', traceparent } });
    expect(reply.headers['x-request-id']).toBe('abc-1');
    expect(upstream.seen[0]?.headers).toMatchObject({ 'x-request-id': 'abc-1', traceparent });
    await house.call('/', { headers: { ...headers, 'x-request-id': 'a b"c', traceparent: '00-zz-1-01' } });
    expect(upstream.seen[1]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(upstream.seen[1]?.headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
  });
});

describe('an upstream that fails', () => {
  test('by being down gives 502', async () => {
    const upstream = await startUpstream();
    await upstream.close();
    const house = await before([upstream.url]);
    const reply = await house.call('/', { method: 'POST', headers, body: 'x'.repeat(100_000) });
    expect(reply.status).toBe(502);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:upstream-unreachable' });
    expect(reply.body.toString()).not.toContain(new URL(upstream.url).port);
  });

  test('by being slow gives 504', async () => {
    const { house } = await start({ api: 'responseTimeout: 150ms,' }, () => undefined);
    const reply = await house.call('/', { headers });
    expect(reply.status).toBe(504);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:upstream-timeout' });
  });

  test.each([
    ['no HTTP', 'nonsense\r\n\r\n'],
    ['a bad length', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['nothing at all', ''],
  ])('by answering with %s gives 502', async (_what, bytes) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    running.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const house = await before([`http://127.0.0.1:${(server.address() as { port: number }).port}`]);
    expect((await house.call('/', { method: 'POST', headers, body: 'x' })).status).toBe(502);
  });

  test('in the middle of its answer cuts the connection, so that half an answer is never taken for a whole one', async () => {
    const { house } = await start({}, (incoming, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half', () => incoming.socket.destroy());
    });
    await expect(house.call('/', { headers })).rejects.toThrow();
    const exchange = await house.exchange(({ upstream }) => upstream?.status === 200);
    expect(exchange.problem).toBe('upstream-invalid');
  });

  test('is passed over where another one is up', async () => {
    const down = await startUpstream();
    await down.close();
    const up = await startUpstream();
    running.push(up);
    const house = await before([down.url, up.url]);
    for (let count = 0; count < 4; count++) expect((await house.call('/', { method: 'POST', headers, body: 'x' })).status).toBe(200);
    expect(up.seen.map(({ body }) => body.toString())).toEqual(['x', 'x', 'x', 'x']);
  });
});

describe('a body over the limit', () => {
  test('that says so is refused before it is sent', async () => {
    const { house, upstream } = await start({ policies: 'size: { maxBody: 10B }' });
    const reply = await house.call('/', { method: 'POST', headers, body: 'x'.repeat(11) });
    expect(reply.status).toBe(413);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:body-too-large', maxBodyBytes: 10 });
    expect(upstream.seen).toEqual([]);
  });

  test('that does not say so is cut off on its way, and the upstream never has a whole request', async () => {
    const { house, upstream } = await start({ policies: 'size: { maxBody: 10B }' });
    const { text } = await house.raw(
      `POST / HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n`,
      { until: 'requestId' },
    );
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(upstream.seen).toEqual([]);
  });

  test('exactly at the limit passes', async () => {
    const { house } = await start({ policies: 'size: { maxBody: 10B }' });
    expect((await house.call('/', { method: 'POST', headers, body: 'x'.repeat(10) })).status).toBe(200);
  });
});

test('a caller that goes away ends the call of the upstream and is recorded as gone', async () => {
  let aborted: (value: unknown) => void = () => undefined;
  const gone = new Promise((resolve) => (aborted = resolve));
  const { house } = await start({}, (incoming, response) => {
    incoming.socket.once('close', aborted);
    response.flushHeaders();
    response.write('x');
  });
  await house.raw(`GET /gone HTTP/1.1\r\nHost: a\r\nX-Api-Key: ${KEY}\r\n\r\n`, { until: 'HTTP/1.1 200' });
  await gone;
  const exchange = await house.exchange(({ path }) => path === '/gone');
  expect(exchange.upstream?.status).toBe(200);
});

test('the base paths of API and upstream replace each other', async () => {
  const upstream = await startUpstream();
  running.push(upstream);
  const house = await before([`${upstream.url}/v1/`], { api: 'path: /shop,' });
  await house.call('/shop/orders?x=1', { headers });
  await house.call('/shop', { headers });
  expect(upstream.seen.map(({ url }) => url)).toEqual(['/v1/orders?x=1', '/v1/']);
  expect((await house.call('/shopping', { headers })).status).toBe(404);
});
