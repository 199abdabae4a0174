import { once } from 'node:events';
import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { operations } from './operations/index.ts';
import { startShop } from './start.ts';
import { ANA, startTestShop } from './testing/client.ts';

const LOGIN = { username: 'ana', password: 'ana-demo-password' };

/** Send bytes to a server and return all that comes back until it closes the connection. */
async function exchangeBytes(url: string, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (data) => (received += data.toString('latin1')));
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return received;
}

test('paths that are not served exactly so are not found', async () => {
  await using shop = await startTestShop();
  const others = ['/', '/product', '/products/', '//products', '/Products', '/%70roducts', `/orders/${ANA.paid}/`, '/a'.repeat(100)];
  for (const path of others) {
    expect([path, (await shop.call('GET', path, { as: 'ana' })).status]).toEqual([path, 404]);
  }
});

test('a method that is not served is refused with those that are', async () => {
  await using shop = await startTestShop();
  const { status, headers } = await shop.call('PUT', `/orders/${ANA.paid}`, { as: 'ana', body: {} });
  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('GET, DELETE');
  expect((await fetch(`${shop.url}/products`, { method: 'HEAD' })).status).toBe(405);
});

test('bodies that are not JSON, or say that they are something else, are refused', async () => {
  await using shop = await startTestShop();
  const json = { 'Content-Type': 'application/json' };
  const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) =>
    (await fetch(`${shop.url}/sessions`, { method: 'POST', body, headers })).status;
  const good = JSON.stringify(LOGIN);
  expect(await send(good)).toBe(201);
  expect(await send(good, { 'Content-Type': 'application/json; charset=utf-8' })).toBe(201);
  for (const body of ['', '{', `${good}x`, `\ufeff${good}x`, "{'username':1}"]) expect(await send(body)).toBe(400);
  expect(await send(new Uint8Array([0x22, 0xff, 0x22]))).toBe(400);
  expect(await send('['.repeat(100_000))).toBe(400);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
    expect(await send(good, { 'Content-Type': type })).toBe(415);
  }
  expect(await send(good, { ...json, 'Content-Encoding': 'gzip' })).toBe(415);
});

test('a body of more than 1 MiB is refused, whether its length is announced or not', async () => {
  await using shop = await startTestShop();
  const head = 'POST /sessions HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n';
  expect(await exchangeBytes(shop.url, `${head}Content-Length: 1048577\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 413 /);
  const chunk = `80000\r\n${' '.repeat(0x80000)}\r\n`;
  const received = await exchangeBytes(shop.url, `${head}Transfer-Encoding: chunked\r\n\r\n`, chunk, chunk, '1\r\n \r\n');
  expect(received).toMatch(/^HTTP\/1\.1 413 /);
});

test('a failure shows nothing of itself to the caller, and all of it to the log', async () => {
  const failures: unknown[] = [];
  const failure = new Error('secret of the shop');
  const failing = {
    ...operations.listProducts,
    handle: () => {
      throw failure;
    },
  };
  await using shop = await startTestShop({
    operations: { ...operations, listProducts: failing },
    onFailure: (error) => void failures.push(error),
  });
  const { status, body } = await shop.call('GET', '/products', { as: 'ana' });
  expect(status).toBe(500);
  expect(body).toEqual({ type: 'https://shop.example/problems/internal-error', title: 'The shop failed', status: 500 });
  expect(failures).toEqual([failure]);
});

test('closing waits for the request under way', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const slow = {
    ...operations.createSession,
    handle: async () => {
      enter();
      await gate;
      return { status: 204 };
    },
  };
  const shop = await startShop({ operations: { slow } });
  const answer = fetch(`${shop.url}/sessions`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } });
  await entered;
  const closed = shop.close();
  open();
  expect((await answer).status).toBe(204);
  await closed;
  await expect(fetch(shop.url)).rejects.toThrow();
});
