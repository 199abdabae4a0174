import { afterEach, expect, test } from 'vitest';

import { startHouse, startUpstream } from '../../test/house.ts';
import { openWire, statuses } from '../../test/wire.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const NOTES = `openapi: 3.1.0
info: { title: Notes, version: '1' }
paths:
  /notes:
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: created } }
`;

async function start(policies = '') {
  const upstream = await startUpstream((_request, response, body) => response.end(`[${body.toString()}]`));
  const house = await startHouse(
    `apis: { a: { upstreams: ['${upstream.url}'], definition: notes.yaml, policies: { authentication: { anonymous: always }, ${policies} } } }`,
    { 'notes.yaml': NOTES },
  );
  running.push(upstream, house);
  return { upstream, house };
}

const chunked = (body: string, more = '') =>
  `POST /notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n${more}\r\n${body}`;

test('a body in chunks that was judged and is empty reaches the upstream as an empty one, at once', async () => {
  const { house, upstream } = await start();
  const { text } = await house.raw(chunked('0\r\n\r\n'), { until: '[]' });
  expect(statuses(text)).toEqual([200]);
  expect(upstream.seen[0]?.headers).toMatchObject({ 'content-length': '0' });
  expect(upstream.seen[0]?.headers['transfer-encoding']).toBeUndefined();
});

test('a body in chunks that was judged reaches the upstream with its length', async () => {
  const { house, upstream } = await start();
  await house.raw(chunked('1\r\n{\r\n1\r\n}\r\n0\r\nX-Trailer: no\r\n\r\n'), { until: '[{}]' });
  expect(upstream.seen[0]?.headers).toMatchObject({ 'content-length': '2' });
  expect(upstream.seen[0]?.headers['x-trailer']).toBeUndefined();
});

test('a client that goes away while its body is read is recorded as gone, and its request never sent on', async () => {
  const { house, upstream } = await start();
  for (const part of ['', '1\r\n{\r\n', '5\r\n{']) {
    const wire = await openWire(house.port);
    wire.write(chunked(part, `X-Request-Id: gone${part.length}\r\nExpect: 100-continue\r\n`));
    await wire.until('100 Continue');
    wire.socket.resetAndDestroy();
    expect(await house.exchange(({ id }) => id === `gone${part.length}`)).toMatchObject({ status: 499, upstream: null });
  }
  expect(upstream.seen).toEqual([]);
});

test('a body that grows past the limit while it is read is refused with one answer', async () => {
  const { house, upstream } = await start('contract: { maxInspectedBody: 8B }');
  const { text } = await house.raw(chunked('8\r\n{"a":"aa\r\n8\r\naaaaaaa"\r\n1\r\n}\r\n0\r\n\r\n'), { until: 'requestId' });
  expect(statuses(text)).toEqual([413]);
  expect(upstream.seen).toEqual([]);
});
