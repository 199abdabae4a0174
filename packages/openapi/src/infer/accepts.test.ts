import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bytes } from '../../test/fixtures.ts';
import { type Seen, seen } from '../../test/traffic.ts';
import { buildDefinition, compileMatcher, compileRequestValidator, type Definition, TrafficModel, toDefinition } from '../index.ts';
import type { JsonValue } from '../json.ts';
import { SchemaCompiler } from '../validate/schema/compiler.ts';
import { segmentsOf } from './paths/normal-path.ts';

const UUID = '00000000-0000-1000-8000-000000000000';
const word = fc.constantFrom(
  'users',
  'orders',
  'me',
  'search',
  'blue-shoes',
  'red-hat',
  'a',
  'v1',
  'en',
  'de',
  'report.pdf',
  '{x}',
  'a b',
  'ü',
);
const value = fc.oneof(
  fc.nat().map(String),
  fc.uuid(),
  fc.constantFrom(
    '2026-01-02',
    'ord_8wpd1jfrmxrb6cv2',
    'anna@example.org',
    '7:publish',
    '17.pdf',
    'a%20b.pdf',
    '2.0.pdf',
    'x;a=1',
    '-1',
    '1.5',
    'true',
    '007',
    '1e3',
    '%',
  ),
);
const path = fc.array(fc.oneof(word, value), { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.map(encodeSegment).join('/')}`);
const text = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    '',
    'true',
    'false',
    'a',
    'asc',
    'desc',
    'a,b',
    '1,2',
    'hello, world',
    '2026-01-02',
    'null',
    '***',
    'https://a.example/x?y=1',
    '0',
    '-0',
    '01',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.emailAddress(),
  fc.uuid(),
);
const name = fc.constantFrom('limit', 'sort', 'q', 'ids[]', 'filter[a]', 'x y', 'constructor');
const query = fc
  .array(fc.tuple(name, text, fc.boolean()), { maxLength: 5 })
  .map((pairs) => pairs.map(([key, content, raw]) => `${encodeURIComponent(key)}=${encoded(content, raw)}`).join('&'));
const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }).filter((content) => !JSON.stringify(content).includes('__proto__'));
const record = fc.record({
  id: fc.oneof(fc.nat(), fc.uuid()),
  status: fc.constantFrom('open', 'paid', 'sent'),
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
  lines: fc.array(fc.record({ sku: fc.string(), count: fc.nat(), note: fc.option(fc.string()) }, { requiredKeys: ['sku'] }), {
    maxLength: 3,
  }),
  byDay: fc.dictionary(fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'), fc.integer()),
});
const call: fc.Arbitrary<Seen> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    path: fc.oneof(path, fc.constantFrom('/orders', '/orders/7', '/orders/blue-shoes')),
    query,
    sent: fc.option(fc.oneof(json, record), { nil: undefined }),
    answered: fc.option(fc.oneof(json, record), { nil: undefined }),
    headers: fc.array(fc.tuple(fc.constantFrom('x-tenant', 'x-limit'), fc.constantFrom('acme', '5', 'true', 'a,b')), { maxLength: 2 }),
    form: fc.boolean(),
  })
  .map(({ form, sent, query: written, ...rest }) => ({
    ...rest,
    query: written,
    headers: rest.headers.filter(([field], index) => rest.headers.findIndex(([other]) => other === field) === index),
    ...(sent !== undefined &&
      (form
        ? { sent: `a=${encodeURIComponent(String(written.length))}&${written}`, sentType: 'application/x-www-form-urlencoded' }
        : { sent })),
  }));

/** Ids with text behind them beside words that end in the same way, and are values, too: a matcher takes both for the same. */
const ENDINGS: Seen[] = ['17', ...'amber basil cedar delta ember fjord grove heron ivory jolly'.split(' '), '18'].map((name, index) => ({
  method: 'PUT',
  path: `/files/${name}.pdf`,
  sent: { [`field${'abc'.charAt(index % 3)}`]: index },
}));

/** Found by this test: the same names in forms of two operations, one of them repeated. */
const FORMS: Seen[] = ['a=1&f=a%40a.aa&x=y', `a=1&f=${UUID}&x=y&f=${UUID}`].map((sent, index) => ({
  method: 'POST',
  path: `/form${index}`,
  sent,
  sentType: 'application/x-www-form-urlencoded',
}));

test('what is inferred from traffic accepts that traffic', () => {
  fc.assert(
    fc.property(fc.array(call, { minLength: 1, maxLength: 25 }), fc.constantFrom(1, 2, 6), (calls, times) => {
      const model = new TrafficModel();
      for (let time = 0; time < times; time++) for (const one of calls) model.observe(seen(one));
      const [api] = model.view();
      if (api === undefined) throw new Error('no API');
      const definition = buildDefinition(toDefinition(api));
      const refusal = refusalBy(definition);
      for (const one of calls) expect(refusal(seen(one))).toBeUndefined();
    }),
    {
      numRuns: 60,
      examples: [
        [FORMS, 1],
        [ENDINGS, 2],
        [ENDINGS.toReversed(), 2],
      ],
    },
  );
});

/** Tells why a definition refuses a call or its answer; undefined where it accepts both. */
function refusalBy(definition: Definition): (observation: ReturnType<typeof seen>) => unknown {
  const matcher = compileMatcher(definition.operations);
  const answers = new SchemaCompiler(definition.document, { closed: false });
  const options = { unknownQueryParameters: 'reject', closedBodies: true } as const;
  const validators = new Map(
    definition.operations.map((operation) => [operation, compileRequestValidator(definition, operation, options)]),
  );
  return ({ method, path: written, query: pairs, request, response, status }) => {
    const normal = `/${(segmentsOf(written) ?? []).join('/')}`;
    const match = matcher.match(method, normal);
    const validator = match.kind === 'matched' ? validators.get(match.operation) : undefined;
    if (match.kind !== 'matched' || validator === undefined) return `${method} ${normal} is ${match.kind}`;
    const header = (field: string): string | undefined => request.headers?.find(([one]) => one === field)?.[1];
    const { violations } = validator.validateHead({ parameters: match.parameters, query: pairs, header });
    if (violations.length > 0) return { violations, pairs };
    const verdict = validator.validateBody(header('content-type'), bytes(request.body ?? ''));
    if (verdict.kind !== 'valid') return { verdict, body: request.body };
    if (response.body === undefined) return undefined;
    const pointer = `${match.operation.pointer}/responses/${status}/content/application~1json/schema`;
    const wrong = answers.check(pointer)(JSON.parse(response.body) as JsonValue, response.body.length);
    return wrong && { wrong, body: response.body };
  };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll('%3A', ':').replaceAll('%3B', ';').replaceAll('%3D', '=').replaceAll('%40', '@');
}

function encoded(content: string, raw: boolean): string {
  const escaped = encodeURIComponent(content.toWellFormed());
  return raw ? escaped.replaceAll('%2C', ',').replaceAll('%20', '+') : escaped;
}
