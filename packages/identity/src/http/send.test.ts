import type { Socket } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { sendJson, startProviderServer } from '../../test/provider-server.ts';
import { createAgent, send } from './send.ts';

async function start() {
  const server = await startProviderServer((_request, response) => sendJson(response, {}));
  const url = new URL(server.origin);
  const agent = createAgent(url, 2);
  onTestFinished(async () => {
    agent.destroy();
    await server[Symbol.asyncDispose]();
  });
  const ask = () => send({ url, method: 'POST', headers: {}, body: 'q', signal: AbortSignal.timeout(5000), agent, mostBytes: 100 });
  return { server, ask };
}

test('a kept connection that the server closes is no failure of the server', async () => {
  const { server, ask } = await start();
  const seen = new Set<Socket | null>();
  server.answer = (_request, response) => {
    if (seen.has(response.socket)) response.socket?.destroy();
    else sendJson(response, {});
    seen.add(response.socket);
  };
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(200);
  expect(server.requests).toHaveLength(3);
});

test('a server that closes every connection is tried twice, and not for ever', async () => {
  const { server, ask } = await start();
  await ask();
  server.answer = (_request, response) => response.destroy();
  await expect(ask()).rejects.toThrow('socket hang up');
  expect(server.requests).toHaveLength(3);
});

test('connections are kept and used again', async () => {
  const { server, ask } = await start();
  const sockets = new Set<Socket | null>();
  server.answer = (_request, response) => {
    sockets.add(response.socket);
    sendJson(response, {});
  };
  for (let count = 0; count < 3; count++) await ask();
  expect(sockets.size).toBe(1);
});
