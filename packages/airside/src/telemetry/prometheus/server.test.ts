import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { Secret } from '@airside/domain';
import { afterEach, describe, expect, test } from 'vitest';

import { openPrometheus, type PrometheusServer, type PrometheusSettings } from './server.ts';

const TOKEN = 'a-token-of-a-scraper-0123';
const running: PrometheusServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start(settings: Partial<PrometheusSettings> = {}) {
  const server = await openPrometheus({ listen: '127.0.0.1:0', ...settings }, (format) => `# ${format}\n`);
  running.push(server);
  const { port } = server.address;
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }));
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
}

test('answers in the format that is asked for, compressed where that is understood', async () => {
  const ask = await start();
  const plain = await ask('/metrics');
  expect([plain.status, plain.headers['content-type'], plain.body.toString()]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    '# text\n',
  ]);
  const open = await ask('/metrics?x=1', { accept: 'application/openmetrics-text', 'accept-encoding': 'deflate, gzip;q=0.5' });
  expect(open.headers).toMatchObject({
    'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    'content-encoding': 'gzip',
    vary: 'Accept, Accept-Encoding',
    'cache-control': 'no-store',
  });
  expect(gunzipSync(open.body).toString()).toBe('# openmetrics\n');
  const refused = await ask('/metrics', { 'accept-encoding': 'gzip;q=0' });
  expect(refused.headers['content-encoding']).toBeUndefined();
  expect((await ask('/metrics', {}, 'HEAD')).body).toHaveLength(0);
});

describe('tells nothing', () => {
  test.each([
    ['at another path', '/', 'GET', {}, 404],
    ['at a path that begins so', '/metrics/x', 'GET', {}, 404],
    ['to a method that changes something', '/metrics', 'POST', {}, 405],
    ['under a name that somebody may have pointed here', '/metrics', 'GET', { host: 'evil.example:9464' }, 421],
    ['under a name that looks like an address', '/metrics', 'GET', { host: '127.0.0.1.evil.example' }, 421],
  ])('%s', async (_case, path, method, headers, status) => {
    const ask = await start();
    const answer = await ask(path, headers, method);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toContain('#');
  });

  test.each([
    ['without a token', {}],
    ['with another token', { authorization: `Bearer ${TOKEN}x` }],
    ['with the token in another scheme', { authorization: TOKEN }],
    ['with the token of nobody', { authorization: 'Bearer ' }],
  ])('%s, where there is one', async (_case, headers) => {
    const ask = await start({ token: new Secret(TOKEN) });
    expect((await ask('/metrics', headers)).status).toBe(401);
    expect((await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  test('to an address that is not among those allowed', async () => {
    expect((await (await start({ allow: ['192.0.2.0/24'] }))('/metrics')).status).toBe(403);
    expect((await (await start({ allow: ['192.0.2.0/24', '127.0.0.0/8'] }))('/metrics')).status).toBe(200);
  });
});

describe('whoever opens connections and does not ask', () => {
  const idle: Socket[] = [];
  afterEach(() => {
    for (const socket of idle.splice(0)) socket.destroy();
  });
  const open = async (head: string, from = '127.0.0.1'): Promise<Socket> => {
    const socket = connect({ host: '127.0.0.1', port: running[0]?.address.port ?? 0, localAddress: from });
    idle.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(head);
    return socket;
  };

  test.each([
    ['at all', ''],
    ['to the end', 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n'],
  ])('%s keeps nobody out', async (_how, head) => {
    const ask = await start();
    for (let count = 0; count < 100; count++) await open(head);
    expect((await ask('/metrics')).status).toBe(200);
  });

  test('takes no place from another address', async () => {
    await start();
    const scraper = await open('GET /metrics HTTP/1.1\r\nHost: localhost\r\n');
    for (let count = 0; count < 100; count++) await open('', '127.0.0.2');
    scraper.write('\r\n');
    const [answer] = (await once(scraper, 'data')) as [Buffer];
    expect(answer.toString()).toContain('200 OK');
  });

  test('holds no more than so many places', async () => {
    await start();
    const sockets: Socket[] = [];
    for (let count = 0; count < 100; count++) sockets.push(await open(''));
    await expect.poll(() => sockets.filter(({ closed }) => !closed).length).toBe(32);
  });
});

test('an address that cannot be had is an error', async () => {
  const ask = await start();
  expect((await ask('/metrics')).status).toBe(200);
  const port = running[0]?.address.port;
  await expect(openPrometheus({ listen: `127.0.0.1:${port}` }, () => '')).rejects.toThrow('EADDRINUSE');
});
