import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { SecLangOptions } from '../../src/adapters/options.ts';
import type { Engine, RuleSet } from '../../src/index.ts';
import { testRules } from './rules.ts';
import type { Served } from './serve.ts';
import { raw } from './serve.ts';

/** Starts an application behind the rules; `POST /echo` gives back what its own parser read of the body: text as it is, JSON as JSON. */
export type StartEcho = (rules: RuleSet | Engine, options?: SecLangOptions) => Promise<Served>;

const json = (value: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const text = (body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': 'text/plain' }, body });
const ALL_BODIES = 'SecAction "id:5,phase:1,pass,nolog,ctl:forceRequestBodyVariable=On"';

/** The promises that every adapter keeps. */
export function adapterContract(start: StartEcho): void {
  const withEcho = async (use: (served: Served) => Promise<void>, options: SecLangOptions = {}, more = ALL_BODIES): Promise<void> => {
    const served = await start(testRules(more), options);
    try {
      await use(served);
    } finally {
      await served.close();
    }
  };

  describe('a request that passes', () => {
    test.each([
      ['JSON', json({ a: ['x', 'ü', 1] }), '{"a":["x","ü",1]}'],
      ['a text', text('hello'), 'hello'],
      ['a text of 600 kB', text('x'.repeat(600_000)), 'x'.repeat(600_000)],
      ['an empty text', { method: 'POST', headers: { 'content-type': 'text/plain' } }, ''],
    ])('arrives whole at the application: %s', async (_name, init, expected) => {
      await withEcho(async ({ url }) => {
        const answer = await fetch(`${url}/echo`, init);
        expect(answer.status).toBe(200);
        expect(await answer.text()).toBe(expected);
      });
    });

    test('may come in chunks, a byte at a time, and further requests may follow on its connection', async () => {
      await withEcho(async ({ port }) => {
        const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n';
        const parts = [`${head}Transfer-Encoding: chunked\r\n\r\n`, ...'hello'.split('')].map((part, index) =>
          index === 0 ? part : `1\r\n${part}\r\n`,
        );
        const answer = await raw(port, [
          ...parts,
          '0\r\n\r\n',
          `${head}Content-Length: 2\r\n\r\nhi`,
          `${head}Connection: close\r\nContent-Length: 3\r\n\r\nbye`,
        ]);
        expect(answer.match(/HTTP\/1\.1 200/g)?.length).toBe(3);
        expect(answer).toMatch(/hello.*hi.*bye/s);
      });
    });

    test.each([
      ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      ['of a length of 00', 'Content-Length: 00\r\n\r\n'],
    ])('may have an empty body %s, whose end the application still sees', async (_name, framing) => {
      await withEcho(async ({ port }) => {
        const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain\r\n';
        expect(await raw(port, [head + framing])).toMatch(/^HTTP\/1\.1 200 /);
        expect(await raw(port, [head, framing])).toMatch(/^HTTP\/1\.1 200 /);
      });
    });

    test('may have no body at all: GET and HEAD', async () => {
      await withEcho(async ({ url }) => {
        expect((await fetch(`${url}/hello`)).status).toBe(200);
        const head = await fetch(`${url}/hello`, { method: 'HEAD' });
        expect([head.status, await head.text()]).toEqual([200, '']);
      });
    });

    test('may be sent a hundred at a time', async () => {
      await withEcho(async ({ url }) => {
        const bodies = Array.from({ length: 100 }, (_, index) => `${index}:${randomBytes(500 * index).toString('hex')}`);
        const answers = await Promise.all(bodies.map(async (body) => (await fetch(`${url}/echo`, text(body))).text()));
        expect(answers).toEqual(bodies);
      });
    });
  });

  describe('a request is refused', () => {
    test.each([
      ['for its target', '/evil-head', {}, 403],
      ['for JSON', '/echo', json({ a: [{ b: 'evil' }] }), 403],
      ['for a text', '/echo', text('so evil'), 403],
      ['for a body that cannot be read', '/echo', { ...json(0), body: '{"a":' }, 400],
    ])('%s, in a form that says nothing of rules', async (_name, path, init, status) => {
      await withEcho(async ({ url }) => {
        const answer = await fetch(`${url}${path}`, init);
        expect(answer.status).toBe(status);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(await answer.json()).toEqual({ type: 'about:blank', title: expect.any(String) as string, status });
      });
    });

    test('by a closed connection, where a rule drops it', async () => {
      await withEcho(async ({ port }) => {
        expect(await raw(port, ['GET /drop-me HTTP/1.1\r\nHost: a\r\n\r\n'])).toBe('');
      });
    });

    test('by a redirect, whose location no request can break out of', async () => {
      await withEcho(async ({ url }) => {
        const answer = await fetch(`${url}/hello?to=a%0d%0aSet-Cookie:%20b=c`, { redirect: 'manual' });
        expect(answer.status).toBe(302);
        expect(answer.headers.get('location')).toBe('https://example.com/a%0d%0aSet-Cookie:%20b=c');
        expect(answer.headers.get('set-cookie')).toBeNull();
      });
    });

    test('for a body larger than the bound, whether or not it says so ahead', async () => {
      await withEcho(
        async ({ url, port }) => {
          expect((await fetch(`${url}/echo`, text('x'.repeat(1001)))).status).toBe(413);
          expect((await fetch(`${url}/echo`, text('x'.repeat(1000)))).status).toBe(200);
          const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n';
          const chunk = `1f4\r\n${'x'.repeat(500)}\r\n`;
          expect(await raw(port, [head, chunk, chunk, chunk])).toMatch(/^HTTP\/1\.1 413 /);
        },
        { maxBodyBytes: 1000 },
      );
    });

    test('for a body with an encoding, which hides it from the rules', async () => {
      const init: RequestInit = { ...text('x'), headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' } };
      await withEcho(async ({ url }) => expect((await fetch(`${url}/echo`, init)).status).toBe(415));
    });

    test('with status 500 where the inspection fails, and the error is told', async () => {
      const errors: unknown[] = [];
      const failing: SecLangOptions = {
        clientAddress: () => {
          throw new Error('no address');
        },
        onError: (error) => errors.push(error),
      };
      await withEcho(async ({ url }) => {
        expect((await fetch(`${url}/hello`)).status).toBe(500);
        expect(String(errors[0])).toContain('no address');
      }, failing);
    });
  });

  test('the beginning of a larger body is inspected, and all of it arrives, where that is asked for', async () => {
    await withEcho(
      async ({ url }) => {
        const body = `${'x'.repeat(1000)}evil${'y'.repeat(200_000)}`;
        expect(await (await fetch(`${url}/echo`, text(body))).text()).toBe(body);
        expect((await fetch(`${url}/echo`, text(`evil${body}`))).status).toBe(403);
      },
      { maxBodyBytes: 1000, oversized: 'inspect-start' },
    );
  });

  test('in mode detect everything passes, and what would have been refused is told once the exchange has ended', async () => {
    const told: [number, string | undefined][] = [];
    await withEcho(
      async ({ url }) => {
        expect(await (await fetch(`${url}/echo?q=evil-head`, text('evil'))).text()).toBe('evil');
        await expect
          .poll(() => told)
          .toEqual([
            [11, '/echo?q=evil-head'],
            [20, '/echo?q=evil-head'],
          ]);
      },
      { mode: 'detect', onMatch: ({ id }, _transaction, request) => told.push([id, request.url]) },
    );
  });

  test('the logging phase runs once for each exchange, refused or not', async () => {
    const ended: number[] = [];
    await withEcho(
      async ({ url }) => {
        await (await fetch(`${url}/hello`)).text();
        await (await fetch(`${url}/evil-head`)).text();
        await expect.poll(() => ended.toSorted((a, b) => a - b)).toEqual([200, 403]);
      },
      { onEnd: (transaction) => ended.push(transaction.interruption?.status ?? 200) },
    );
  });

  test('a client that goes away in the middle of its body harms nobody', async () => {
    const ended: string[] = [];
    await withEcho(
      async ({ url, port }) => {
        const { connect } = await import('node:net');
        const socket = connect(port, '127.0.0.1');
        socket.end('POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf');
        socket.on('error', () => undefined).resume();
        await expect.poll(() => ended).toEqual(['POST']);
        expect((await fetch(`${url}/hello`)).status).toBe(200);
      },
      { onEnd: (_transaction, request) => ended.push(request.method ?? '') },
    );
  });
}
