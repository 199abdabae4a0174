import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, test } from 'vitest';

import { secLang } from '../../src/adapters/fastify.ts';
import { adapterContract, type StartEcho } from './contract.ts';
import { testRules } from './rules.ts';
import type { Served } from './serve.ts';

async function listening(app: FastifyInstance): Promise<Served> {
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    port: Number(new URL(url).port),
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

const startEcho: StartEcho = async (rules, options) => {
  const app = fastify({ bodyLimit: 10_000_000 });
  await app.register(secLang(rules, options));
  app.post('/echo', (request, reply) => reply.send(request.body ?? ''));
  app.get('/hello', (_request, reply) => reply.send('hello'));
  return listening(app);
};

describe('Fastify', () => {
  adapterContract(startEcho);

  test('rules apply to routes of every scope, and to what no route takes', async () => {
    const app = fastify();
    await app.register(secLang(testRules()));
    await app.register((scope, _options, done) => {
      scope.get('/inner', (_request, reply) => reply.send('inner'));
      done();
    });
    const served = await listening(app);
    try {
      expect((await fetch(`${served.url}/inner?q=evil-head`)).status).toBe(403);
      expect((await fetch(`${served.url}/nowhere/evil-head`)).status).toBe(403);
      expect((await fetch(`${served.url}/nowhere`)).status).toBe(404);
      expect(await (await fetch(`${served.url}/inner`)).text()).toBe('inner');
    } finally {
      await served.close();
    }
  });

  test('the body is validated by the schema after the rules', async () => {
    const app = fastify();
    await app.register(secLang(testRules()));
    const schema = { body: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } };
    app.post('/', { schema }, (request, reply) => reply.send(request.body));
    const served = await listening(app);
    const send = (body: string) => fetch(served.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    try {
      expect(await (await send('{"a":"x"}')).json()).toEqual({ a: 'x' });
      expect((await send('{"b":"x"}')).status).toBe(400);
      expect((await send('{"b":"evil"}')).status).toBe(403);
    } finally {
      await served.close();
    }
  });

  test('requests that are injected are inspected like those of a socket', async () => {
    const app = fastify();
    await app.register(secLang(testRules()));
    app.post('/echo', (request, reply) => reply.send(request.body));
    const inject = (value: string) => app.inject({ method: 'POST', url: '/echo', payload: { a: value } });
    expect((await inject('x')).json()).toEqual({ a: 'x' });
    expect((await inject('evil')).statusCode).toBe(403);
    await app.close();
  });
});
