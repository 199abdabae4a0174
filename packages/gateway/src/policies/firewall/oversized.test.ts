import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { NOTES, RULES } from '../../../test/notes.ts';
import { openWire } from '../../../test/wire.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

async function start(firewall: string, contract = 'mode: off') {
  const upstream = await startUpstream();
  const policies = `authentication: { anonymous: always }, contract: { ${contract} }, firewall: { rules: [own.conf], ${firewall} }`;
  const house = await startHouse(
    `apis: { notes: { upstreams: ['${upstream.url}'], definition: notes.yaml, policies: { ${policies} } } }\n`,
    {
      'notes.yaml': NOTES,
      'own.conf': RULES,
    },
  );
  running.push(upstream, house);
  return { ...house, upstream };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = FORM) => ({ method: 'POST', headers, body });
const chunked = (...parts: readonly string[]) =>
  `POST /notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${[
    ...parts,
    '',
  ]
    .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`)
    .join('')}`;

const LONG = `a=${'x'.repeat(200_000)}`;

describe('refuse', () => {
  test('a body larger than what is inspected is refused, by its length and in chunks', async () => {
    const house = await start('maxInspectedBody: 100B');
    expect((await house.call('/notes', post(`a=${'x'.repeat(99)}`))).status).toBe(413);
    expect((await house.raw(chunked('a='.padEnd(80, 'x'), 'x'.repeat(21)))).text).toContain('HTTP/1.1 413 ');
    expect(house.upstream.seen).toEqual([]);
  });

  test('one of just that size is inspected and passes', async () => {
    const house = await start('maxInspectedBody: 100B');
    expect((await house.call('/notes', post(`a=${'x'.repeat(98)}`))).status).toBe(200);
    expect((await house.call('/notes', post(`a=${'x'.repeat(94)}evil`))).status).toBe(403);
  });

  test('one that is not inspected may be larger', async () => {
    const house = await start('maxInspectedBody: 100B');
    expect((await house.call('/notes', post(LONG, { 'content-type': 'image/png' }))).status).toBe(200);
  });
});

describe('inspect-start', () => {
  const START = 'maxInspectedBody: 100B, oversized: inspect-start';

  test('an attack in the inspected beginning is refused', async () => {
    const house = await start(START);
    expect((await house.call('/notes', post(`b=evil&${LONG}`))).status).toBe(403);
    expect((await house.raw(chunked('b=evil&', LONG))).text).toContain('HTTP/1.1 403 ');
    expect(house.upstream.seen).toEqual([]);
  });

  test('the body reaches the upstream whole, as long as it was and in its order', async () => {
    const house = await start(START);
    expect((await house.call('/notes', post(LONG))).status).toBe(200);
    expect((await house.raw(chunked('a=', 'x'.repeat(97), 'yy', LONG))).text).toContain('HTTP/1.1 200 ');
    const [whole, parts] = house.upstream.seen;
    expect(whole?.body.toString() === LONG).toBe(true);
    expect(whole?.headers['content-length']).toBe(String(LONG.length));
    expect(parts?.body.toString() === `a=${'x'.repeat(97)}yy${LONG}`).toBe(true);
  });

  test('a body that is cut off is no broken one, a broken short one is', async () => {
    const house = await start(START);
    expect((await house.call('/notes', post(`{"a":"${'x'.repeat(200)}"}`, JSON_TYPE))).status).toBe(200);
    expect((await house.call('/notes', post(`{"b":"evil","a":"${'x'.repeat(200)}"}`, JSON_TYPE))).status).toBe(403);
    expect((await house.call('/notes', post('{"a":', JSON_TYPE))).status).toBe(403);
  });

  test('where another policy wants all of the body, it gets it', async () => {
    const house = await start(START, 'mode: enforce');
    const body = `{"a":"${'x'.repeat(200_000)}"}`;
    expect((await house.call('/notes', post(body, JSON_TYPE))).status).toBe(200);
    expect(house.upstream.seen[0]?.body.toString() === body).toBe(true);
    expect((await house.call('/notes', post(`${body}}`, JSON_TYPE))).status).toBe(400);
  });

  test('a client that goes away behind the inspected beginning is recorded as gone', async () => {
    const house = await start(START);
    const head = `POST /notes HTTP/1.1\r\nHost: a\r\nX-Request-Id: gone\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n`;
    const wire = await openWire(house.port);
    wire.write(`${head}a=${'x'.repeat(200)}`);
    wire.socket.end();
    expect(await house.exchange(({ id }) => id === 'gone')).toMatchObject({ status: 400, problem: 'malformed-request' });
  });
});

test('detect refuses no body for its size', async () => {
  const house = await start('mode: detect, maxInspectedBody: 100B');
  expect((await house.call('/notes', post(LONG))).status).toBe(200);
  expect(house.upstream.seen[0]?.body.length).toBe(LONG.length);
});
