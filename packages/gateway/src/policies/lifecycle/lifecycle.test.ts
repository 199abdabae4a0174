import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';

import { type House, KEY, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { dateOf, deprecationField, sunsetField } from './dates.ts';

const running: (House | Upstream)[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const HEADERS = { headers: { 'x-api-key': KEY } };

async function start(policy: string, operation: string): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream();
  const definition = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders: { get: { operationId: list, ${operation} responses: { '200': { description: ok } } } }
  /new: { get: { operationId: other, responses: { '200': { description: ok } } } }
`;
  const yaml = `consumers: { acme: { apiKeys: [{ id: first, key: '\${file:key}' }] } }
apis:
  orders:
    upstreams: ['${upstream.url}']
    definition: orders.yaml
    owner: team
    contact: team@example.com
    policies: { lifecycle: { ${policy} } }
`;
  const house = await startHouse(yaml, { 'orders.yaml': definition, key: KEY });
  running.push(upstream, house);
  return { house, upstream };
}

describe('an operation that is deprecated', () => {
  test('is answered, with the date since when and the date of its end', async () => {
    const { house } = await start(
      'link: "https://example.com/v2"',
      "deprecated: true, x-deprecated-since: '2026-01-01', x-sunset: '2999-12-31',",
    );
    const reply = await house.call('/orders', HEADERS);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      deprecation: '@1767225600',
      sunset: 'Tue, 31 Dec 2999 00:00:00 GMT',
      link: '<https://example.com/v2>; rel="deprecation sunset"',
    });
  });

  test('says nothing of others', async () => {
    const { house } = await start('', "deprecated: true, x-deprecated-since: '2026-01-01',");
    const reply = await house.call('/new', HEADERS);
    expect(reply.headers['deprecation']).toBeUndefined();
  });

  test('is not called so for the date alone', async () => {
    const { house } = await start('', "x-deprecated-since: '2026-01-01',");
    expect((await house.call('/orders', HEADERS)).headers['deprecation']).toBeUndefined();
  });
});

describe('an operation that has ended', () => {
  test('is refused with 410, and never reaches the upstream', async () => {
    const { house, upstream } = await start('link: "https://example.com/v2"', "x-sunset: '2026-01-01T00:00:00Z',");
    const reply = await house.call('/orders', HEADERS);
    expect(reply.status).toBe(410);
    expect(reply.json()).toMatchObject({
      type: 'urn:airside:problem:operation-gone',
      detail: 'This operation has ended at 2026-01-01T00:00:00.000Z. What to use instead is told at https://example.com/v2.',
    });
    expect(upstream.seen).toEqual([]);
  });

  test('tells nobody so who is not known', async () => {
    const { house } = await start('', "x-sunset: '2026-01-01',");
    expect((await house.call('/orders')).status).toBe(401);
  });

  test('ends with its API, however late its own end', async () => {
    const { house } = await start("sunset: '2026-01-01'", "x-sunset: '2999-01-01',");
    expect((await house.call('/orders', HEADERS)).status).toBe(410);
    expect((await house.call('/new', HEADERS)).status).toBe(410);
  });

  test('may go on where that was decided', async () => {
    const { house } = await start("sunset: '2026-01-01', afterSunset: pass", '');
    const reply = await house.call('/orders', HEADERS);
    expect(reply.status).toBe(200);
    expect(reply.headers['sunset']).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
  });

  test.each(['soon', '2026-02-30', '2026-13-01', '20260101', '2026-01-01T00:00'])('does not end on %s, which is no date', async (text) => {
    const { house } = await start('', `x-sunset: '${text}',`);
    expect((await house.call('/orders', HEADERS)).status).toBe(200);
  });
});

test.each(['deprecated: soon', "sunset: '2026-02-30'", 'link: "javascript:alert(1)"', 'afterSunset: never'])(
  '%s is not configured',
  async (policy) => {
    await expect(start(policy, '')).rejects.toThrow('error');
  },
);

describe('dates', () => {
  test('every day of the calendar is one, and fields say it back', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        const day = date.toISOString().slice(0, 10);
        const read = dateOf(day);
        return (
          read !== undefined && deprecationField(read) === `@${Date.parse(day) / 1000}` && Date.parse(sunsetField(read)) === Date.parse(day)
        );
      }),
    );
  });

  test('no other text is one', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => dateOf(text) === undefined));
  });
});
