import express from 'express';
import express4 from 'express-4';
import { describe, expect, test } from 'vitest';

import { secLang } from '../../src/adapters/express.ts';
import { adapterContract, type StartEcho } from './contract.ts';
import { testRules } from './rules.ts';
import { serve } from './serve.ts';

describe.each([
  ['5', express],
  ['4', express4],
])('Express %s', (_version, make) => {
  const startEcho: StartEcho = (rules, options) => {
    const app = make();
    app.use(secLang(rules, options));
    app.use(make.json({ limit: '10mb' }), make.text({ limit: '10mb' }));
    app.post('/echo', (request, response) => {
      const { body } = request as { body: unknown };
      if (typeof body === 'string') response.type('text').send(body);
      else response.json(body).status(200);
    });
    app.get('/hello', (_request, response) => {
      response.send('hello');
    });
    return serve(app);
  };
  adapterContract(async (rules, options) => {
    const served = await startEcho(rules, options);
    return served;
  });

  test('forms are inspected and parsed', async () => {
    const app = make();
    app.use(secLang(testRules()), make.urlencoded({ extended: false }));
    app.post('/', (request, response) => {
      response.json(request.body);
    });
    const served = await serve(app);
    try {
      const send = (a: string) => fetch(served.url, { method: 'POST', body: new URLSearchParams({ a }) });
      expect(await (await send('x y')).json()).toEqual({ a: 'x y' });
      expect((await send('evil')).status).toBe(403);
    } finally {
      await served.close();
    }
  });

  test('rules on a path see the whole target', async () => {
    const app = make();
    app.use('/evil-head', secLang(testRules()));
    app.get('/', (_request, response) => {
      response.send('x');
    });
    const served = await serve(app);
    try {
      expect((await fetch(`${served.url}/evil-head`)).status).toBe(403);
      expect((await fetch(`${served.url}/?q=evil-head`)).status).toBe(200);
    } finally {
      await served.close();
    }
  });

  test('errors of handlers stay the business of Express', async () => {
    const app = make();
    app.use(secLang(testRules()));
    app.get('/', () => {
      throw new Error('mine');
    });
    app.use(((error: Error, _request, response, _next) => {
      response.status(599).send(error.message);
    }) satisfies express.ErrorRequestHandler);
    const served = await serve(app);
    try {
      const answer = await fetch(served.url);
      expect([answer.status, await answer.text()]).toEqual([599, 'mine']);
    } finally {
      await served.close();
    }
  });
});
