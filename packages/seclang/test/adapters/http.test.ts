import { readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

import busboy from 'busboy';
import { describe, expect, test } from 'vitest';

import { secLang } from '../../src/adapters/http.ts';
import { createEngine } from '../../src/index.ts';
import { adapterContract, type StartEcho } from './contract.ts';
import { testRules } from './rules.ts';
import { raw, serve } from './serve.ts';

const startEcho: StartEcho = (rules, options) =>
  serve(
    secLang(
      rules,
      options,
    )((request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      if (request.method === 'POST') request.pipe(response);
      else response.end('hello');
    }),
  );

describe('node:http', () => {
  adapterContract(startEcho);

  test('an application may read the body in any way: events, pipe, iteration, or not at all', async () => {
    const ways: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
      '/pipe': (request, response) => request.pipe(response),
      '/none': (_request, response) => response.end('body'),
      '/events': (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)));
      },
      '/iteration': (request, response) => void readAll(request).then((body) => response.end(body)),
      '/later': (request, response) => setImmediate(() => request.pipe(response)),
    };
    const served = await serve(secLang(testRules())((request, response) => ways[request.url ?? '']?.(request, response)));
    try {
      for (const way of Object.keys(ways)) {
        const answer = await fetch(`${served.url}${way}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'body' });
        expect([way, await answer.text()]).toEqual([way, 'body']);
      }
    } finally {
      await served.close();
    }
  });

  test('an upload is inspected, and parsed by the application afterwards', async () => {
    const served = await serve(
      secLang(testRules())((request, response) => {
        const found: string[] = [];
        const parser = busboy({ headers: request.headers });
        parser.on('file', (name, stream, { filename }) => {
          let bytes = 0;
          stream.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => found.push(`${name}=${filename}:${bytes}`));
        });
        parser.on('field', (name, value) => found.push(`${name}=${value}`));
        parser.on('close', () => response.end(found.join(' ')));
        request.pipe(parser);
      }),
    );
    const form = (content: string): RequestInit => {
      const body = new FormData();
      body.set('a', 'x');
      body.set('f', new Blob([content]), 'f.bin');
      return { method: 'POST', body };
    };
    try {
      expect(await (await fetch(served.url, form('y'.repeat(300_000)))).text()).toBe('a=x f=f.bin:300000');
      expect((await fetch(served.url, form('evil'))).status).toBe(403);
    } finally {
      await served.close();
    }
  });

  test('one engine serves several applications, and an option out of its range is an error at once', () => {
    const engine = createEngine(testRules());
    expect(secLang(engine)).toBeTypeOf('function');
    expect(() => secLang(engine, { maxBodyBytes: 0 })).toThrow('maxBodyBytes is 0; expected a whole number of 1 or more');
  });

  test('a request with an Upgrade that nobody takes is inspected like any other', async () => {
    const served = await startEcho(testRules());
    try {
      const head = 'HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
      expect(await raw(served.port, [`GET /evil-head ${head}`])).toMatch(/^HTTP\/1\.1 403 /);
      expect(await raw(served.port, [`GET /hello ${head}`])).toMatch(/^HTTP\/1\.1 200 /);
    } finally {
      await served.close();
    }
  });

  test('there is a subpath for each adapter', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    const adapters = ['express', 'fastify', 'http'];
    expect(Object.keys(manifest.exports)).toEqual(expect.arrayContaining(['.', ...adapters.map((name) => `./${name}`)]));
    const files = readdirSync(new URL('../../src/adapters', import.meta.url));
    expect(adapters.filter((name) => !files.includes(`${name}.ts`))).toEqual([]);
  });
});

async function readAll(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += String(chunk);
  return all;
}
