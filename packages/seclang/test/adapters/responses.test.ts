import type { RequestListener } from 'node:http';

import express from 'express';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';

import { secLang as secLangExpress } from '../../src/adapters/express.ts';
import { secLang as secLangFastify } from '../../src/adapters/fastify.ts';
import { secLang } from '../../src/adapters/http.ts';
import { testRules } from './rules.ts';
import { listen, raw, serve, signal } from './serve.ts';

const LIMIT = 'SecResponseBodyLimit 1000\n';

async function answerOf(listener: RequestListener, more = '', init: RequestInit = {}): Promise<Response & { readonly content: string }> {
  const served = await serve(secLang(testRules(more), { responses: true })(listener));
  try {
    const answer = await fetch(served.url, init);
    const content = await answer.text();
    return Object.assign(answer, { content });
  } finally {
    await served.close();
  }
}

const html = { 'Content-Type': 'text/html' };

describe('a response is refused', () => {
  test.each<[string, RequestListener, number]>([
    ['for its head', (_request, response) => void response.writeHead(200, { ...html, 'X-Secret': '1' }).end('ok'), 502],
    ['for its head, set in any way', (_request, response) => void response.setHeader('x-secret', '1').end('ok'), 502],
    ['for its head in a list', (_request, response) => void response.writeHead(200, 'OK', ['X-Secret', '1']).end('ok'), 502],
    ['for its status', (_request, response) => void response.writeHead(418).end(), 503],
    ['for its body', (_request, response) => void response.writeHead(200, html).end('a leak'), 500],
    [
      'for a body that is written in parts',
      (_request, response) => {
        response.writeHead(200, html);
        for (const part of 'a le') response.write(part);
        response.end('ak');
      },
      500,
    ],
  ])('%s', async (_name, listener, status) => {
    const answer = await answerOf(listener);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-secret')).toBeNull();
    expect(answer.content).toBe(JSON.stringify({ type: 'about:blank', title: answer.statusText, status }));
  });

  test('beyond its limit where the limit rejects, and what the application goes on to write is dropped', async () => {
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, html);
      for (let part = 0; part < 10; part++) response.write('x'.repeat(500));
      response.end();
    }, `${LIMIT}SecResponseBodyLimitAction Reject`);
    expect(answer.status).toBe(500);
    expect(answer.content).not.toContain('x');
  });
});

describe('a response that passes is what the application wrote', () => {
  test('status, message, headers with the same name and a body in parts', async () => {
    const answer = await answerOf((_request, response) => {
      response.setHeader('Set-Cookie', 'gone');
      response.writeHead(201, 'Made', [...Object.entries(html).flat(), 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']);
      response.write('one ');
      response.write(Buffer.from('two '));
      response.end('dGhyZWU=', 'base64');
    });
    expect([answer.status, answer.statusText, answer.content]).toEqual([201, 'Made', 'one two three']);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('its length is told when it is written at once', async () => {
    const answer = await answerOf((_request, response) => void response.setHeader('Content-Type', 'text/html').end('hello'));
    expect([answer.headers.get('content-length'), answer.content]).toEqual(['5', 'hello']);
  });

  test('beyond the limit its beginning is inspected, where the limit takes a part', async () => {
    const part = `${LIMIT}SecResponseBodyLimitAction ProcessPartial`;
    const write =
      (text: string): RequestListener =>
      (_request, response) => {
        response.writeHead(200, html);
        response.write(text);
        response.end('z'.repeat(2000));
      };
    const passed = await answerOf(write('x'.repeat(1500)), part);
    expect([passed.status, passed.content]).toEqual([200, 'x'.repeat(1500) + 'z'.repeat(2000)]);
    expect((await answerOf(write(`leak${'x'.repeat(1500)}`), part)).status).toBe(500);
  });

  test('to HEAD, without a body and of other types', async () => {
    const head = await answerOf((_request, response) => void response.writeHead(200, { ...html, 'Content-Length': '7' }).end(), '', {
      method: 'HEAD',
    });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7']);
    expect((await answerOf((_request, response) => void response.writeHead(204).end())).status).toBe(204);
    expect(
      (await answerOf((_request, response) => void response.writeHead(200, { 'Content-Type': 'image/png' }).end('leak'))).content,
    ).toBe('leak');
  });

  test('callbacks of write and end are called', async () => {
    const called: string[] = [];
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, html);
      response.write('a', () => called.push('write'));
      response.end('b', 'utf8', () => called.push('end'));
    });
    expect(answer.content).toBe('ab');
    await expect.poll(() => called).toEqual(['write', 'end']);
  });
});

test('events are streamed as they are written, not held back', async () => {
  const more = signal<undefined>();
  const served = await serve(
    secLang(testRules(), { responses: true })((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
      response.write('data: 1\n\n');
      void more.promise.then(() => response.end('data: 2\n\n'));
    }),
  );
  try {
    const answer = await fetch(served.url);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: 1\n\n');
    more.give(undefined);
    expect((await reader?.read())?.value).toBe('data: 2\n\n');
  } finally {
    await served.close();
  }
});

test('without the option no response is held back or refused', async () => {
  const served = await serve(
    secLang(testRules())((_request, response) => void response.writeHead(200, { ...html, 'X-Secret': '1' }).end('leak')),
  );
  try {
    expect(await (await fetch(served.url)).text()).toBe('leak');
  } finally {
    await served.close();
  }
});

test('a refused request is answered once, with responses inspected as well', async () => {
  const served = await serve(secLang(testRules(), { responses: true })((_request, response) => void response.end('ok')));
  try {
    expect(await raw(served.port, ['GET /evil-head HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'])).toMatch(
      /^HTTP\/1\.1 403 [^\0]*"status":403\}$/,
    );
  } finally {
    await served.close();
  }
});

describe('frameworks', () => {
  test('Express: what a handler sends is refused, and errors are still shown', async () => {
    const app = express();
    app.use(secLangExpress(testRules(), { responses: true }));
    app.get('/leak', (_request, response) => void response.send('<p>a leak</p>'));
    app.get('/page', (_request, response) => void response.send('<p>a page</p>'));
    const served = await serve(app);
    try {
      expect((await fetch(`${served.url}/leak`)).status).toBe(500);
      expect(await (await fetch(`${served.url}/page`)).text()).toBe('<p>a page</p>');
      expect((await fetch(`${served.url}/none`)).status).toBe(404);
    } finally {
      await served.close();
    }
  });

  test('Fastify: texts and streams are refused or pass', async () => {
    const app = fastify();
    await app.register(secLangFastify(testRules(), { responses: true }));
    const page = (content: string) => new Blob([content]).stream();
    app.get('/text/:word', (request, reply) => reply.type('text/html').send((request.params as { word: string }).word));
    app.get('/stream/:word', (request, reply) => reply.type('text/html').send(page((request.params as { word: string }).word)));
    await app.ready();
    const served = await listen(app.server);
    try {
      for (const kind of ['text', 'stream']) {
        expect((await fetch(`${served.url}/${kind}/leak`)).status).toBe(500);
        expect(await (await fetch(`${served.url}/${kind}/page`)).text()).toBe('page');
      }
    } finally {
      await served.close();
      await app.close();
    }
  });
});
