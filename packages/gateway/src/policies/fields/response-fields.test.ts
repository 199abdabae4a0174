import { brotliCompressSync, gzipSync } from 'node:zlib';

import { afterEach, describe, expect, test } from 'vitest';

import type { Answer } from '../../../test/house.ts';
import { as, type Shop, startShop } from '../../../test/shop.ts';

const running: Shop[] = [];
afterEach(async () => {
  for (const shop of running.splice(0)) await shop.close();
});

const RULE =
  "{ operations: [getCustomer], fields: ['/ssn', '/cards/*/number', '/**/password'], visibleTo: [{ scopes: [pii] }, { claims: { staff: true } }] }";

async function start(answer: Answer, rule = RULE, more = ''): Promise<Shop> {
  const shop = await startShop(`access: { scopes: ignored }, fields: { responses: [${rule}], ${more} }`, { answer });
  running.push(shop);
  return shop;
}

/** Cannot stand in a request id, which a refusal carries: no part of a UUID has two digits. */
const SSN = '078-05-1120';
const BODY =
  '{"id": 12345678901234567890, "ssn":"078-05-1120", "cards":[{"number":"4111","last":1.0}],"a":{"b":[{"password":"x"}]},"ok":"\\u00e9"}';
const LESS = '{"id": 12345678901234567890, "cards":[{"last":1.0}],"a":{"b":[{}]},"ok":"\\u00e9"}';

const json =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body);
  };

const get = (shop: Shop, claims: object = {}, headers: Record<string, string> = {}) =>
  shop.call('/customers/7', { headers: { ...as(claims), ...headers } });

describe('fields that a caller may not see', () => {
  test('are not in the answer, of which all else is as it was', async () => {
    const shop = await start(json(BODY));
    const reply = await get(shop);
    expect(reply.body.toString()).toBe(LESS);
    expect(reply.headers['content-length']).toBe(String(LESS.length));
  });

  test('are there for a caller that any of the exceptions fits, byte for byte', async () => {
    const shop = await start(json(BODY));
    for (const claims of [{ scope: 'orders pii' }, { staff: true }]) expect((await get(shop, claims)).body.toString()).toBe(BODY);
    for (const claims of [{ scope: 'piii' }, { staff: 'true' }, { staff: 1 }]) expect((await get(shop, claims)).body.toString()).toBe(LESS);
  });

  test('can be masked', async () => {
    const shop = await start(json(BODY), "{ fields: ['/ssn', '/cards', '/id'], hide: mask }");
    expect((await get(shop, { scope: 'pii' })).json()).toMatchObject({ id: null, ssn: '***', cards: null, ok: 'é' });
  });

  test.each([
    ['gzip', gzipSync(BODY)],
    ['br', brotliCompressSync(BODY)],
  ])('are found in %s, and the answer then is in no coding', async (coding, body) => {
    const reply = await get(await start(json(body, { 'Content-Encoding': coding })), {}, { 'accept-encoding': coding });
    expect(reply.headers['content-encoding']).toBeUndefined();
    expect(reply.body.toString()).toBe(LESS);
  });

  test('are found in a body that comes in chunks', async () => {
    const shop = await start((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/problem+json; charset="UTF-8"' });
      for (const part of [BODY.slice(0, 30), BODY.slice(30, 60), BODY.slice(60)]) response.write(part);
      response.end();
    });
    expect((await get(shop)).body.toString()).toBe(LESS);
  });

  test('are found in errors that are JSON', async () => {
    expect((await get(await start(json(BODY, {}, 422)))).body.toString()).toBe(LESS);
  });

  test('are left where no rule closes them', async () => {
    const shop = await start(json(BODY));
    expect((await shop.call('/orders', { headers: as() })).body.toString()).toBe(BODY);
  });
});

describe('fields of the head that speak of the body', () => {
  const ABOUT = {
    ETag: '"1"',
    'Last-Modified': 'Sun, 22 Nov 2026 00:00:00 GMT',
    'Content-Digest': 'sha-256=:x:',
    'Accept-Ranges': 'bytes',
  };

  test('go with the body that was changed, and stay with one that was not', async () => {
    const changed = await get(await start(json(BODY, ABOUT)));
    for (const name of Object.keys(ABOUT)) expect(changed.headers[name.toLowerCase()]).toBeUndefined();
    const same = await get(await start(json('{"id":7}', ABOUT)));
    for (const [name, value] of Object.entries(ABOUT)) expect(same.headers[name.toLowerCase()]).toBe(value);
  });

  test('are not told to HEAD, which would tell the size of what is hidden', async () => {
    const shop = await start(json('', { ...ABOUT, 'Content-Length': '120' }), "{ fields: ['/ssn'] }");
    const { headers, status } = await shop.call('/orders', { method: 'HEAD', headers: as() });
    expect(status).toBe(200);
    expect([headers['content-length'], headers['etag'], headers['content-digest']]).toEqual([undefined, undefined, undefined]);
  });

  test('keep caches from giving it to others, whoever asks', async () => {
    const shop = await start(json(BODY, { 'Cache-Control': 'public, max-age=60' }));
    expect((await get(shop)).headers['cache-control']).toBe('private, no-cache');
    expect((await get(shop, { staff: true })).headers['cache-control']).toBe('private, no-cache');
    const strict = await start(json(BODY, { 'Cache-Control': 'no-store' }));
    expect((await get(strict)).headers['cache-control']).toBe('no-store');
  });

  test('a part is not asked for', async () => {
    const shop = await start(json(BODY));
    await get(shop, {}, { range: 'bytes=0-20', 'if-range': '"1"' });
    expect(shop.upstream.seen[0]?.headers).not.toHaveProperty('range');
    expect(shop.upstream.seen[0]?.headers).not.toHaveProperty('if-range');
    await get(shop, { staff: true }, { range: 'bytes=0-20' });
    expect(shop.upstream.seen[1]?.headers).toHaveProperty('range');
  });
});

describe('an answer that cannot be looked into is withheld', () => {
  const deep = `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`;
  test.each<[string, Answer]>([
    ['no media type', (_request, response) => response.end(BODY)],
    ['another media type', json(BODY, { 'Content-Type': 'text/plain' })],
    ['a stream of events', json(`data: ${BODY}\n\n`, { 'Content-Type': 'text/event-stream' })],
    ['lines of JSON', json(`${BODY}\n${BODY}`, { 'Content-Type': 'application/x-ndjson' })],
    ['two media types', json(BODY, { 'Content-Type': 'application/json, text/html' })],
    ['another character set', json(Buffer.from(BODY, 'utf16le'), { 'Content-Type': 'application/json; charset=utf-16' })],
    ['UTF-16 without saying so', json(Buffer.from(BODY, 'utf16le'))],
    ['a byte order mark', json(`\uFEFF${BODY}`)],
    ['broken UTF-8', json(Buffer.from([...Buffer.from('{"ssn":"'), 0xff, ...Buffer.from('"}')]))],
    ['broken JSON', json(BODY.slice(0, -1))],
    ['two values', json(`${BODY} ${BODY}`)],
    ['a name that stands twice', json('{"ssn":1,"\\u0073sn":2}')],
    ['__proto__', json('{"__proto__":{"ssn":1}}')],
    ['too deep', json(deep)],
    ['a part', json(BODY, { 'Content-Range': 'bytes 0-99/200' }, 206)],
    ['a range in what is no part', json(BODY, { 'Content-Range': 'bytes 0-99/200' })],
    ['an unknown coding', json(BODY, { 'Content-Encoding': 'aes128gcm' })],
    ['two codings', json(gzipSync(gzipSync(BODY)), { 'Content-Encoding': 'gzip, gzip' })],
    ['not in its coding', json(BODY, { 'Content-Encoding': 'gzip' })],
    ['broken JSON in an error', json(BODY.slice(0, -1), {}, 500)],
  ])('%s', async (_name, answer) => {
    const shop = await start(answer);
    const reply = await get(shop);
    expect(reply.status).toBe(502);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:response-withheld' });
    expect(reply.body.toString()).not.toContain(SSN);
    expect((await shop.exchange(({ status }) => status === 502)).problem).toBe('response-withheld');
    expect((await get(shop, { staff: true })).status).not.toBe(502);
  });

  test.each<[string, Answer]>([
    ['more than may be held, as it says', json(`{"ssn":"078-05-1120","x":"${'x'.repeat(3000)}"}`)],
    [
      'more than may be held, as it turns out',
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write('{"ssn":"078-05-1120","x":"');
        response.end(`${'x'.repeat(3000)}"}`);
      },
    ],
    [
      'more than may be held once it is decoded',
      json(gzipSync(`{"ssn":"078-05-1120","x":"${'x'.repeat(300_000)}"}`), { 'Content-Encoding': 'gzip' }),
    ],
  ])('%s', async (_name, answer) => {
    const reply = await get(await start(answer, RULE, 'maxBody: 1KiB'));
    expect([reply.status, reply.body.includes(SSN)]).toEqual([502, false]);
  });

  test('slower than may be waited for', async () => {
    const shop = await start(
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write('{"ssn":"078-05-1120"');
      },
      RULE,
      'maxHold: 1ms',
    );
    const reply = await get(shop);
    expect([reply.status, reply.body.includes(SSN)]).toEqual([502, false]);
  });
});

test('an error page and a redirect pass', async () => {
  for (const [status, type] of [
    [404, 'text/html'],
    [302, 'text/html'],
    [500, 'text/plain'],
  ] as const) {
    const reply = await get(await start(json('<p>no', { 'Content-Type': type }, status)));
    expect([reply.status, reply.body.toString()]).toEqual([status, '<p>no']);
  }
});

test('an answer without a body passes', async () => {
  const shop = await start((_request, response) => response.writeHead(204).end());
  expect((await get(shop)).status).toBe(204);
});

test('rules of the firewall see the body that the upstream sent, and may refuse it', async () => {
  const shop = await startShop(
    `access: { scopes: ignored }, firewall: { rules: [own.conf], responses: bodies }, fields: { responses: [{ fields: ['/ssn'] }] }`,
    { answer: json('{"ssn":"leak"}'), files: { 'own.conf': 'SecRule RESPONSE_BODY "@contains leak" "id:4001,phase:4,deny,t:none"\n' } },
  );
  running.push(shop);
  expect((await get(shop)).json()).toMatchObject({ type: 'urn:airside:problem:firewall-response-blocked' });
});

test('a body that the firewall holds no longer is held for its fields all the same', async () => {
  const shop = await startShop(
    `access: { scopes: ignored }, firewall: { rules: [own.conf], responses: bodies, maxInspectedResponse: 64B }, fields: { responses: [{ fields: ['/ssn'] }] }`,
    {
      answer: (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.write(`{"ssn":"078-05-1120","x":"${'x'.repeat(100)}`);
        response.end('"}');
      },
      files: { 'own.conf': 'SecRule RESPONSE_BODY "@contains leak" "id:4001,phase:4,deny,t:none"\n' },
    },
  );
  running.push(shop);
  expect((await get(shop)).json()).toEqual({ x: 'x'.repeat(100) });
  expect((await shop.exchange(({ status }) => status === 200)).uninspectedResponse).toBe('too-large');
});

describe('a mistake in a rule is an error', () => {
  test.each([
    '{ fields: [ssn] }',
    "{ fields: ['/'] , x: 1 }",
    "{ fields: ['/a/**'] }",
    "{ fields: ['/a~2'] }",
    "{ fields: ['/**/a/**/b/**/c/**/d'] }",
    '{ fields: [] }',
  ])('%s', async (rule) => {
    await expect(start(json(BODY), rule)).rejects.toThrow();
  });
});
