import { REDACTED } from '@airside/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { definitionOf } from '../../test/fixtures.ts';
import { buildDefinition } from '../definition/build.ts';
import type { JsonObject } from '../json.ts';
import type { Observation } from '../observe/observation.ts';
import { compileRequestValidator } from '../validate/compile.ts';
import { DefinitionNarrower } from './definition-narrower.ts';
import { roundUp } from './round-up.ts';
import { tighten } from './tighten.ts';

const Line: JsonObject = { type: 'object', properties: { sku: { type: 'string' }, quantity: { type: 'integer' } } };
const PATHS: JsonObject = {
  '/orders': {
    get: {
      operationId: 'listOrders',
      parameters: [{ $ref: '#/components/parameters/limit' }, { name: 'sort', in: 'query', schema: { type: 'string' } }],
      responses: {},
    },
    post: {
      operationId: 'createOrder',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
      responses: {},
    },
    put: {
      operationId: 'putOrder',
      requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { note: { type: 'string' }, any: {} } } } } },
      responses: {},
    },
  },
};
const COMPONENTS: JsonObject = {
  parameters: { limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
  schemas: { Order: { type: 'object', properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } } }, Line },
};
const DEFINITION = definitionOf(PATHS, { components: COMPONENTS });
const OPTIONS = { leastCalls: 20, factor: 2 };

function call(method: string, query: string, body?: string, status = 200): Observation {
  const headers = [['content-type', 'application/json']] as const;
  return {
    timeMs: 0,
    api: null,
    host: '',
    method,
    path: '/orders',
    template: null,
    query,
    status,
    isRefused: false,
    caller: 'acme',
    credentials: [],
    request: { headers: body === undefined ? [] : headers, body, bytes: body?.length ?? 0 },
    response: { headers: undefined, body: undefined, bytes: undefined },
  };
}

function narrowed(observations: readonly Observation[]) {
  const narrower = new DefinitionNarrower(DEFINITION);
  for (const observation of observations) narrower.observe(observation);
  const tightenings = narrower.tightenings(OPTIONS);
  return { tightenings, definition: buildDefinition(tighten(DEFINITION.document, tightenings)) };
}

const repeat = (times: number, make: (index: number) => Observation) => Array.from({ length: times }, (_, index) => make(index));
const brief = (observations: readonly Observation[]) =>
  narrowed(observations).tightenings.map(
    ({ operation, place, keyword, value }) => `${operation} ${place} ${keyword} ${JSON.stringify(value)}`,
  );

function isAccepted(definition: typeof DEFINITION, { method, query, request }: Observation): boolean {
  const operation = definition.operations.find((each) => each.method === method);
  if (operation === undefined) throw new Error('no such operation');
  const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'ignore', closedBodies: false });
  const { violations } = validator.validateHead({ parameters: {}, query, header: () => undefined });
  const body = request.body === undefined ? 'valid' : validator.validateBody('application/json', Buffer.from(request.body)).kind;
  return violations.length === 0 && body === 'valid';
}

describe('proposed is', () => {
  test('a bound with headroom on what callers send', () => {
    expect(brief(repeat(30, (index) => call('GET', `limit=${index + 1}`)))).toEqual([
      'listOrders query parameter limit minimum 0',
      'listOrders query parameter limit maximum 100',
    ]);
  });

  test('the format or the length of texts', () => {
    const dated = repeat(30, (index) => call('GET', `sort=2026-11-${String((index % 28) + 1).padStart(2, '0')}`));
    expect(brief(dated)).toEqual(['listOrders query parameter sort format "date"']);
    expect(brief(repeat(30, (index) => call('GET', `sort=${'x y'.repeat(index)}!`)))).toEqual([
      'listOrders query parameter sort maxLength 200',
    ]);
  });

  test('the closing of objects in which nothing else was seen, through references', () => {
    const body = (index: number) => JSON.stringify({ lines: [{ sku: `s ${index}`, quantity: index }] });
    expect(brief(repeat(30, (index) => call('POST', '', body(index))))).toEqual([
      'createOrder request body required ["lines"]',
      'createOrder request body unevaluatedProperties false',
      'createOrder request body /lines/* required ["quantity","sku"]',
      'createOrder request body /lines/* unevaluatedProperties false',
      'createOrder request body /lines/*/sku maxLength 16',
      'createOrder request body /lines/*/quantity minimum 0',
      'createOrder request body /lines/*/quantity maximum 100',
    ]);
  });

  test('the type of what has none', () => {
    expect(brief(repeat(30, (index) => call('PUT', '', JSON.stringify({ any: index > 3 }))))).toContain(
      'putOrder request body /any type "boolean"',
    );
  });
});

describe('nothing is proposed', () => {
  test.each<[string, readonly Observation[]]>([
    ['on too few calls', repeat(19, (index) => call('GET', `limit=${index}`))],
    ['by calls that the API refused', repeat(30, (index) => call('GET', `limit=${index}`, undefined, 400))],
    ['by calls that the gateway refused', repeat(30, (index) => ({ ...call('GET', `limit=${index}`), isRefused: true }))],
    ['where types differ', repeat(30, (index) => call('GET', index % 2 === 0 ? 'limit=1' : 'limit=x'))],
    ['by secrets that were taken out', repeat(30, () => call('GET', 'sort=***'))],
    ['by a text with a secret taken out of it', repeat(30, () => call('GET', 'sort=by: ***'))],
  ])('%s', (_name, observations) => {
    expect(brief(observations)).toEqual([]);
  });

  test('to be closed that had more than is declared', () => {
    expect(brief(repeat(30, () => call('PUT', '', '{"note":"a b","more":1}'))).filter((text) => text.includes('false'))).toEqual([]);
  });
});

test('what was seen would still be accepted, and what is far from it would not', () => {
  // Of bodies in which something was masked it is not known what else stood there: they are not closed.
  const sku = fc.string({ maxLength: 40 }).filter((text) => !text.includes(REDACTED));
  const value = fc.record({ sku, quantity: fc.integer({ min: -5, max: 5000 }) }, { requiredKeys: ['sku'] });
  const traffic = fc.array(fc.record({ limit: fc.integer({ min: 0, max: 1e6 }), lines: fc.array(value, { maxLength: 4 }) }), {
    minLength: 20,
    maxLength: 40,
  });
  fc.assert(
    fc.property(traffic, (calls) => {
      const observations = calls.flatMap(({ limit, lines }) => [
        call('GET', `limit=${limit}`),
        call('POST', '', JSON.stringify({ lines })),
      ]);
      const { definition } = narrowed(observations);
      for (const observation of observations) expect(isAccepted(definition, observation)).toBe(true);
      expect(isAccepted(definition, call('GET', 'limit=99999999'))).toBe(false);
      expect(isAccepted(definition, call('POST', '', '{"lines":[],"isAdmin":true}'))).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('other operations that share a schema or a parameter stay as they are', () => {
  const { definition } = narrowed(repeat(30, (index) => call('GET', `limit=${index}`)));
  expect(definition.document['components']).toEqual(DEFINITION.document['components']);
});

test.each([
  [0, 0],
  [-3, 0],
  [0.2, 1],
  [1, 1],
  [3, 5],
  [19, 20],
  [51, 100],
  [1e300, Number.MAX_SAFE_INTEGER],
])('%s rounded up is %s', (value, rounded) => {
  expect(roundUp(value)).toBe(rounded);
});
