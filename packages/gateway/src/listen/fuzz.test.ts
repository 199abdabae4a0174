import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type House, type Seen, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { openWire, type RawServer, startRawServer, statuses } from '../../test/wire.ts';

/** What may come back for hostile bytes; anything else is a fault of the gateway. */
const EXPECTED = new Set([200, 400, 405, 408, 413, 414, 417, 431, 502]);
const RUNS = { numRuns: 150, interruptAfterTimeLimit: 6000, markInterruptAsFailure: false };

let house: House;
let upstream: Upstream;
let garbage: RawServer;
let answer = Buffer.alloc(0);

beforeAll(async () => {
  upstream = await startUpstream((_request, response) => response.end('ok'));
  garbage = await startRawServer((socket) => socket.once('data', () => socket.end(answer)));
  const open = 'policies: { authentication: { anonymous: always }, rateLimit: { requests: 1000000 } }';
  house = await startHouse(
    `apis:
  whole: { upstreams: ['${upstream.url}'], ${open} }
  garbage: { upstreams: ['${garbage.url}'], path: /garbage, responseTimeout: 1s, ${open} }
`,
    {},
    "listen: [{ address: '127.0.0.1:0' }], headerTimeout: 200ms, requestTimeout: 300ms, keepAliveTimeout: 100ms",
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
  await garbage.close();
});

/** Sends the parts one by one; yields what came back until the gateway ended the connection. A client that `ends` may stay unanswered. */
async function talk(parts: readonly string[], ends = true): Promise<string> {
  const wire = await openWire(house.port);
  for (const part of parts) wire.write(part);
  if (ends) wire.socket.end();
  await wire.closed;
  wire.socket.destroy();
  return wire.text;
}

async function stillServes(): Promise<void> {
  expect((await house.call('/alive')).status).toBe(200);
}

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const token = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ-_09')), minLength: 1, maxLength: 12 });
const hostile = fc.string({ unit: fc.constantFrom(...Array.from('a:;,=% \t\r\n\0\x7f\x9b\xff"\\/.?#{}')), maxLength: 12 });

const line = fc
  .tuple(
    pick('GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'TRACE', 'CONNECT', 'get', 'PRI', 'G\0T', ''),
    fc.oneof(
      pick('/', '/a/b?c=d', '/a%2fb', '/../x', '*', 'http://a/', 'http://b/', 'a:80', '/;x'),
      hostile.map((text) => `/${text}`),
    ),
    pick('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2', 'HTTP/2.0', 'http/1.1', ''),
    pick('\r\n', '\r\n', '\r\n', '\n', '\r'),
  )
  .map(([method, target, version, end]) => `${method} ${target} ${version}${end}`);

const field = fc.oneof(
  pick(
    'Host: a\r\n',
    'Host: a\r\n',
    'Host: b\r\n',
    'Host:\r\n',
    'Connection: close\r\n',
    'Connection: keep-alive, x\r\n',
    'Upgrade: h2c\r\n',
  ),
  pick('Content-Length: 5\r\n', 'Content-Length: 05\r\n', 'Content-Length: -1\r\n', 'Content-Length: 5, 5\r\n', 'Content-Length : 5\r\n'),
  pick(
    'Transfer-Encoding: chunked\r\n',
    'Transfer-Encoding: gzip, chunked\r\n',
    'Transfer-Encoding:\x0bchunked\r\n',
    'transfer_encoding: chunked\r\n',
  ),
  pick('Expect: 100-continue\r\n', 'Expect: x\r\n', ' folded\r\n', 'X\r\n', ': y\r\n', 'X: y\nZ: z\r\n'),
  fc.tuple(token, hostile).map(([name, value]) => `${name}: ${value}\r\n`),
);

const body = fc.oneof(
  pick(
    '',
    'hello',
    '5\r\nhello\r\n0\r\n\r\n',
    '5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n',
    '5\nhello\n0\n\n',
    'ffffffffffffffff1\r\n',
    '-1\r\n',
    '0\r\n\r\n',
  ),
  hostile,
);

const message = fc
  .tuple(line, fc.array(field, { maxLength: 6 }), pick('\r\n', '\r\n', '\n', ''), body)
  .map(([start, fields, end, rest]) => start + fields.join('') + end + rest);

function checkAnswers(parts: readonly string[], text: string): void {
  const answers = statuses(text).filter((status) => status !== 100);
  expect(answers.filter((status) => !EXPECTED.has(status))).toEqual([]);
  // At most one for each line that could begin a request, and one for what is left over.
  expect(answers.length).toBeLessThanOrEqual(parts.join('').split('\n').length);
  if (text !== '') expect(text).toMatch(/^HTTP\/1\.1 /);
}

function checkForwarded({ url, rawHeaders, method }: Seen): void {
  expect(url).toMatch(/^\/[!-~]*$/);
  expect(method).toMatch(/^[A-Z-]+$/);
  const names = rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase());
  expect(names.filter((name) => name === 'host')).toHaveLength(1);
  expect(names.filter((name) => name.includes('_'))).toEqual([]);
  expect(names.includes('content-length') && names.includes('transfer-encoding')).toBe(false);
}

test('bytes that look like requests get one answer each or a closed connection, and only well-formed ones reach the upstream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 3 }), async (parts) => {
      upstream.seen.length = 0;
      checkAnswers(parts, await talk(parts));
      upstream.seen.forEach(checkForwarded);
    }),
    RUNS,
  );
  await stillServes();
});

test('the same from clients that wait for their answers, many at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(message, { minLength: 1, maxLength: 3 }), { minLength: 50, maxLength: 60 }), async (clients) => {
      upstream.seen.length = 0;
      const texts = await Promise.all(clients.map((parts) => talk(parts, false)));
      for (const [index, text] of texts.entries()) checkAnswers(clients[index] ?? [], text);
      upstream.seen.forEach(checkForwarded);
    }),
    { ...RUNS, numRuns: 8, endOnFailure: true },
  );
  await stillServes();
});

test('random bytes get at most one answer, a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      const answers = statuses(await talk([Buffer.from(bytes).toString('latin1')]));
      expect(answers.length).toBeLessThanOrEqual(1);
      for (const status of answers) expect([400, 405]).toContain(status);
    }),
    RUNS,
  );
  await stillServes();
});

test('a client that resets the connection at any point never ends the gateway', async () => {
  const whole =
    'POST /reset HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n';
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length }), fc.boolean(), async (length, waits) => {
      const wire = await openWire(house.port);
      wire.write(whole.slice(0, length));
      if (waits) await house.call('/.airside/health/live');
      wire.socket.resetAndDestroy();
    }),
    { ...RUNS, numRuns: 80 },
  );
  await stillServes();
});

const status = fc.oneof(
  fc.constant('HTTP/1.1 200 OK\r\n'),
  pick('HTTP/1.1 204 \r\n', 'HTTP/1.0 200\r\n', 'HTTP/1.1 099 X\r\n', 'HTTP/1.1 1000 X\r\n', 'HTTP/1.1 100 C\r\n\r\n'),
);
const answerField = fc.oneof(
  pick(
    'Content-Length: 5\r\n',
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Transfer-Encoding: x\r\n',
    'Connection: close, x-hop\r\n',
    'X-Hop: 1\r\n',
  ),
  fc.tuple(token, hostile).map(([name, value]) => `${name}: ${value}\r\n`),
);

test('whatever an upstream answers, the caller gets one well-formed answer or a cut connection', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        fc
          .tuple(status, fc.array(answerField, { maxLength: 5 }), body)
          .map(([start, fields, rest]) => Buffer.from(`${start}${fields.join('')}\r\n${rest}`, 'latin1')),
      ),
      async (bytes) => {
        answer = bytes;
        const { text } = await house.raw('POST /garbage HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok');
        expect(statuses(text.split('\r\n\r\n')[0] ?? '').length).toBeLessThanOrEqual(1);
        expect(text === '' || text.startsWith('HTTP/1.1 ')).toBe(true);
      },
    ),
    RUNS,
  );
  await stillServes();
});
