import { readdirSync } from 'node:fs';

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
    const ways = ['events', 'pipe', 'iteration', 'none', 'later'];
    const served = await serve(
      secLang(testRules())(async (request, response) => {
        const way = request.url?.slice(1);
        if (way === 'pipe') request.pipe(response);
        else if (way === 'none') response.end('none');
        else if (way === 'events') {
          const chunks: Buffer[] = [];
          request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.end(Buffer.concat(chunks)));
        } else {
          if (way === 'later') await new Promise((resolve) => setImmediate(resolve));
          let all = '';
          for await (const chunk of request) all += String(chunk);
          response.end(all);
        }
      }),
    );
    try {
      for (const way of ways) {
        const answer = await fetch(`${served.url}/${way}`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'body' });
        expect(await answer.text()).toBe(way === 'none' ? 'none' : 'body');
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
    expect(Object.keys(manifest.exports)).toEqual(['.', ...adapters.map((name) => `./${name}`)]);
    const files = readdirSync(new URL('../../src/adapters', import.meta.url));
    expect(adapters.filter((name) => !files.includes(`${name}.ts`))).toEqual([]);
  });
});
