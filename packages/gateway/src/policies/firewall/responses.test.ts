import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import { request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';

import { type Answer, type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES } from '../../../test/notes.ts';

const RULES = `SecRule RESPONSE_HEADERS:X-Debug "@contains leak" "id:3001,phase:3,deny,t:none,msg:'Leak in a header'"
SecRule RESPONSE_BODY "@contains leak" "id:4001,phase:4,deny,t:none,msg:'Leak in the body'"
SecRule RESPONSE_STATUS "@streq 418" "id:4002,phase:4,deny,t:none,msg:'Teapot'"
`;

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(answer: Answer, firewall = 'responses: bodies', definition = 'definition: notes.yaml,') {
  const upstream = await startUpstream(answer);
  const house = await startHouse(
    `apis: { notes: { upstreams: ['${upstream.url}'], ${definition} policies: { authentication: { anonymous: always }, ` +
      `contract: { mode: off }, firewall: { rules: [own.conf], ${firewall} } } } }\n`,
    { 'notes.yaml': NOTES, 'own.conf': RULES },
  );
  running.push(upstream, house);
  return house;
}

/** What the upstream's answer is without a gateway before it. */
async function direct(answer: Answer) {
  const upstream = await startUpstream(answer);
  running.push(upstream);
  const { statusCode, headers, body } = await request(upstream.url);
  return { status: statusCode, headers, body: Buffer.from(await body.arrayBuffer()) };
}

const answerWith =
  (headers: Record<string, string>, body: string | Buffer, status = 200): Answer =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const LEAK = '{"a":"a leak"}';

describe('what a rule denies is answered with 502, and nothing of it is sent', () => {
  const coded = (coding: string, body: Buffer) => answerWith({ ...JSON_TYPE, 'content-encoding': coding, 'x-inner': 'inner' }, body);
  const LEAKS: Readonly<Record<string, Answer>> = {
    'a header': answerWith({ ...JSON_TYPE, 'x-debug': 'a leak', 'set-cookie': 'inner=1' }, '{}'),
    'a header of an answer without a body': answerWith({ 'x-debug': 'a leak' }, '', 204),
    'a body': answerWith({ ...JSON_TYPE, 'x-inner': 'inner' }, LEAK),
    'a body in chunks': (_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'x-inner': 'inner' });
      response.write('{"a":"a le');
      response.end('ak"}');
    },
    'a body in gzip': coded('gzip', gzipSync(LEAK)),
    'a body in brotli': coded('br', brotliCompressSync(LEAK)),
    'a body in deflate': coded('deflate', deflateSync(LEAK)),
    'a body in deflate without its wrapper': coded('Deflate', deflateRawSync(LEAK)),
    'a body in zstd': coded('zstd', zstdCompressSync(LEAK)),
    'a status, in the last phase': answerWith({ 'content-type': 'image/png', 'x-inner': 'inner' }, 'inner', 418),
  };

  test.each(Object.entries(LEAKS))('%s', async (_name, answer) => {
    const house = await start(answer);
    const reply = await house.call('/notes', { headers: { 'x-request-id': 'r' } });
    expect(reply.status).toBe(502);
    expect(reply.json()).toEqual({
      type: 'urn:airside:problem:firewall-response-blocked',
      title: 'The answer of the upstream was held back',
      status: 502,
      requestId: 'r',
    });
    expect(JSON.stringify(reply.headers)).not.toMatch(/inner|leak/);
    const { problem, reason, verdicts, upstream, firewall } = await house.exchange(({ id }) => id === 'r');
    expect(problem).toBe('firewall-response-blocked');
    expect(reason).toMatch(/^(3001 Leak in a header|4001 Leak in the body|4002 Teapot)$/);
    expect(verdicts.at(-1)).toMatchObject({ policy: 'firewall', outcome: 'refuse' });
    expect(upstream?.status).not.toBe(502);
    expect(firewall?.matches).toHaveLength(1);
  });

  test('and the connection goes on', async () => {
    const house = await start((incoming, response) =>
      incoming.url === '/notes/1' ? answerWith(JSON_TYPE, LEAK)(incoming, response, Buffer.alloc(0)) : response.end('fine'),
    );
    const { text } = await house.raw(
      'GET /notes/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /notes/2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expect(text).toMatch(/^HTTP\/1\.1 502 [\s\S]*HTTP\/1\.1 200 [\s\S]*fine/);
  });
});

describe('what is not looked at passes as it is, and the record says why where it was to be looked at', () => {
  const CASES: Readonly<Record<string, readonly [Answer, string, string | undefined]>> = {
    off: [answerWith({ ...JSON_TYPE, 'x-debug': 'a leak' }, LEAK), 'responses: off', undefined],
    'bodies, where only headers are looked at': [answerWith(JSON_TYPE, LEAK), 'responses: headers', undefined],
    'another type': [answerWith({ 'content-type': 'image/png' }, LEAK), 'responses: bodies', undefined],
    'no type': [answerWith({}, LEAK), 'responses: bodies', undefined],
    'a type that was taken off the list': [answerWith(JSON_TYPE, LEAK), 'responses: bodies, inspectedResponseTypes: ["text/*"]', undefined],
    'a body that says it is larger': [
      answerWith({ ...JSON_TYPE, 'content-length': '14' }, LEAK),
      'responses: bodies, maxInspectedResponse: 13B',
      'too-large',
    ],
    'a body that turns out to be larger': [
      (_request, response) => {
        response.writeHead(200, JSON_TYPE);
        response.write(LEAK.slice(0, 5));
        response.end(LEAK.slice(5));
      },
      'responses: bodies, maxInspectedResponse: 13B',
      'too-large',
    ],
    'a body that grows beyond when it is decoded': [
      answerWith({ ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(`${' '.repeat(1_000_000)}leak`)),
      'responses: bodies, maxInspectedResponse: 10KiB',
      'too-large',
    ],
    'an unknown coding': [answerWith({ ...JSON_TYPE, 'content-encoding': 'rot13' }, LEAK), 'responses: bodies', 'encoding'],
    'two codings': [answerWith({ ...JSON_TYPE, 'content-encoding': 'gzip, br' }, LEAK), 'responses: bodies', 'encoding'],
    'a coding that it is not in': [answerWith({ ...JSON_TYPE, 'content-encoding': 'gzip' }, LEAK), 'responses: bodies', 'encoding'],
    'a part': [answerWith({ ...JSON_TYPE, 'content-range': 'bytes 0-13/20' }, LEAK, 206), 'responses: bodies', 'partial'],
    'all in detect': [answerWith({ ...JSON_TYPE, 'x-debug': 'a leak' }, LEAK), 'responses: bodies, mode: detect', undefined],
  };

  test.each(Object.entries(CASES))('%s', async (name, [answer, firewall, why]) => {
    const house = await start(answer, firewall);
    const reply = await house.call('/notes', { headers: { 'x-request-id': 'r', 'accept-encoding': 'gzip' } });
    expect([200, 206]).toContain(reply.status);
    const plain = await direct(answer);
    expect(reply.body.equals(plain.body)).toBe(true);
    const exchange = await house.exchange(({ id }) => id === 'r');
    expect(exchange.uninspectedResponse).toBe(why);
    expect(exchange.verdicts.filter(({ outcome }) => outcome === 'report')).toHaveLength(name === 'all in detect' ? 1 : 0);
  });
});

describe('honest answers pass unchanged', () => {
  const HONEST: Readonly<Record<string, Answer>> = {
    'with a length': answerWith(JSON_TYPE, '{"a":"b"}'),
    'in gzip': answerWith({ ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync('{"a":"b"}')),
    'just as large as is looked at': answerWith(JSON_TYPE, ' '.repeat(512 * 1024)),
    'larger than one write': answerWith(JSON_TYPE, ' '.repeat(300_000)),
    'without a body': answerWith(JSON_TYPE, ''),
    'not found': answerWith(JSON_TYPE, '{}', 404),
    'not modified': answerWith({ etag: '"1"' }, '', 304),
  };
  test.each(Object.entries(HONEST))('%s', async (_name, answer) => {
    const house = await start(answer);
    const reply = await house.call('/notes');
    const expected = await direct(answer);
    expect(reply.status).toBe(expected.status);
    expect(reply.body.equals(expected.body)).toBe(true);
    expect(reply.headers['content-length']).toBe(expected.headers['content-length']);
    expect(house.exchanges[0]?.uninspectedResponse).toBeUndefined();
  });

  test('to HEAD, whose length tells of a body that does not come', async () => {
    const house = await start(answerWith({ ...JSON_TYPE, 'content-length': '14' }, LEAK), 'responses: bodies', '');
    const { text } = await house.raw('HEAD /notes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 200 [\s\S]*content-length: 14\r\n[\s\S]*\r\n\r\n$/);
  });
});
