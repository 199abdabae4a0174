import type { Exchange, Incident, Judgement } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { exchangeOf } from '../../testing/exchange.ts';
import { createBehaviorEngine } from '../compose.ts';
import type { BehaviorEngine } from '../engine.ts';

const BEGIN_MS = Date.UTC(2026, 0, 5);
const MINUTE_MS = 60_000;

/** `trainingMs`: everything that is odd is told at once. */
const made = (): BehaviorEngine =>
  createBehaviorEngine({ key: Buffer.alloc(16, 7), options: { trainingMs: 0, falseIncidentsPerMillion: 1000, decoys: ['/internal/*'] } });

/** Names as whoever attacks makes them. */
const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '\ud800',
    'a\udc00b',
    '\u0000',
    '*',
    '$',
    '{}',
    '..',
    'id',
    'password',
    'email',
    '😀'.repeat(200),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .tuple(fc.constantFrom('n', 'N7', '\ud83d', '.', '[]', ' ', '/a'), fc.integer({ min: 60, max: 1500 }))
    .map(([unit, times]) => unit.repeat(times)),
);

const nested = fc.tuple(fc.array(hostile, { minLength: 1, maxLength: 24 }), fc.array(hostile, { maxLength: 8 })).map(([above, names]) => {
  let value: unknown = Object.fromEntries(names.map((name, index) => [name, index % 2 === 0 ? name : index]));
  for (const name of above) value = { [name]: value };
  return JSON.stringify(value);
});
const form = fc.array(hostile, { maxLength: 8 }).map((names) => names.map((name, index) => `${name}=${index}`).join('&'));
const xml = fc
  .tuple(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 400 }))
  .map(
    ([long, other]) => `<${'n'.repeat(long)} ${'a'.repeat(other)}="1"><${'m'.repeat(other)}>1</${'m'.repeat(other)}></${'n'.repeat(long)}>`,
  );
const multipart = hostile.map((name) => `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n1\r\n--x--`);
const message = fc.oneof(
  nested.map((body) => ['application/json', body]),
  form.map((body) => ['application/x-www-form-urlencoded', body]),
  xml.map((body) => ['application/xml', body]),
  multipart.map((body) => ['multipart/form-data; boundary=x', body]),
  hostile.map((text) => [`application/${text}`, text]),
);

const exchange = fc.record({
  id: hostile,
  api: fc.option(hostile),
  host: hostile,
  method: fc.oneof(fc.constantFrom('GET', 'POST'), hostile),
  path: hostile.map((path) => `/${path}`),
  template: fc.option(hostile.map((name) => `/x/{${name}}`)),
  query: form,
  status: fc.constantFrom(200, 201, 401, 404, 500),
  problem: fc.option(fc.constantFrom('api-unknown', 'unauthenticated'), { freq: 5 }),
  claimed: fc.option(hostile),
  client: fc.record({
    address: hostile,
    userAgent: fc.option(hostile),
    network: hostile,
    country: hostile,
    fingerprint: hostile,
    session: hostile,
  }),
  subject: hostile,
  role: hostile,
  header: hostile,
  request: message,
  response: message,
});

function exchangeFrom(
  { subject, role, header, request, response, claimed, ...rest }: typeof exchange extends fc.Arbitrary<infer T> ? T : never,
  index: number,
): Exchange {
  const [type = '', body = ''] = request;
  const [answerType = '', answer = ''] = response;
  return exchangeOf({
    ...rest,
    ...(claimed !== null && { claimed }),
    time: new Date(BEGIN_MS + index * MINUTE_MS).toISOString(),
    principal: {
      kind: 'jwt',
      subject,
      consumer: null,
      credential: subject,
      issuer: header,
      token: subject,
      application: role,
      roles: [role],
      groups: [header],
      scopes: [subject],
    },
    request: {
      headers: [
        ['content-type', type],
        [header, role],
        ['cookie', `${header}=${role}`],
      ],
      body,
    },
    response: { headers: [['content-type', answerType]], body: answer },
    requestBytes: body.length,
    responseBytes: answer.length,
  });
}

/** Each exchange three times: the second one is like one that is known. */
function observed(hostiles: readonly Exchange[]): BehaviorEngine {
  const engine = made();
  for (let round = 0; round < 3; round++) {
    for (const [index, each] of hostiles.entries()) {
      const time = new Date(BEGIN_MS + (round * hostiles.length + index) * MINUTE_MS).toISOString();
      engine.observe([{ ...each, time }]);
    }
  }
  const { incidents } = engine.tick(BEGIN_MS + (3 * hostiles.length + 60) * MINUTE_MS);
  engine.judge(incidents.map(verdictOn));
  return engine;
}

function verdictOn({ id, indicators, apis, subjects, last }: Incident): Judgement {
  const about = indicators.map((indicator) => ({ indicator: indicator.id, api: apis[0] ?? null, subjects: [...subjects] }));
  return { of: id, feedback: 'false', note: null, by: 'person:test', time: last, about };
}

describe('nothing that is learned is lost at a restart, whatever names callers make up', () => {
  test('of any exchanges', () => {
    fc.assert(
      fc.property(fc.array(exchange, { minLength: 1, maxLength: 40 }), (given) => {
        const engine = observed(given.map(exchangeFrom));
        expect(made().merge(engine.save())).toEqual([]);
        expect(() => engine.profiles()).not.toThrow();
      }),
      { numRuns: 8 },
    );
  });

  const long = (characters: number): string => 'n'.repeat(characters);
  const deep = JSON.stringify(Array.from({ length: 20 }).reduce((value: unknown) => ({ [long(120)]: value }), 1));
  const json = (body: string): Partial<Exchange> => ({
    method: 'POST',
    request: { headers: [['content-type', 'application/json']], body },
  });
  test.each<[string, Partial<Exchange>]>([
    ['a deep path of names in a request', json(deep)],
    ['a deep path of names in an answer', { response: { headers: [], body: deep } }],
    ['a long name in XML', { request: { headers: [['content-type', 'application/xml']], body: `<${long(500)}>1</${long(500)}>` } }],
    ['a long host of no API', { api: null, host: long(600), template: null, path: '/zz' }],
    ['a long id of an API', { api: long(3000) }],
    ['a long role', { principal: { kind: 'jwt', subject: 's', consumer: null, credential: null, roles: [long(1200)] } }],
    ['a long path, method and id', { id: long(5000), method: long(500), path: `/${long(4000)}`, template: null }],
  ])('of %s', (_, of) => {
    const engine = observed(
      Array.from({ length: 20 }, (_each, index) => exchangeOf({ client: { address: `192.0.2.${index}`, userAgent: null }, ...of })),
    );
    const next = made();
    expect(next.merge(engine.save())).toEqual([]);
    expect(next.profiles()).toHaveLength(engine.profiles().length);
    expect(next.training()).toHaveLength(engine.training().length);
  });

  test('of two engines that know different things, which are one from now on', () => {
    const [one, other] = [made(), made()];
    const mediaTypes = Array.from({ length: 8 }, (_, index) => `application/x${index}`);
    for (const [engine, types] of [
      [one, mediaTypes.slice(0, 4)],
      [other, mediaTypes.slice(4)],
    ] as const) {
      engine.observe(types.map((type) => exchangeOf({ method: 'POST', request: { headers: [['content-type', type]], body: 'x' } })));
    }
    expect(one.merge(other.save())).toEqual([]);
    expect(made().merge(one.save())).toEqual([]);
    expect(one.profiles()).toHaveLength(1);
  });
});
