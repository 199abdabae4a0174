import { describe, expect, test } from 'vitest';

import { applyPatch } from '../../test/apply-patch.ts';
import { definitionOf } from '../../test/fixtures.ts';
import { buildDefinition } from '../definition/build.ts';
import type { DefinitionDocument } from '../definition/document.ts';
import type { JsonObject } from '../json.ts';
import type { Observation } from '../observe/observation.ts';
import { combinePatches } from './combine-patches.ts';
import { DriftDetector } from './drift-detector.ts';
import type { DriftFinding } from './finding.ts';

const PATHS: JsonObject = {
  '/orders': {
    get: {
      operationId: 'listOrders',
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
      responses: {
        '200': {
          description: 'ok',
          content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Order' } } } },
        },
      },
    },
    post: {
      operationId: 'createOrder',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
      responses: { '201': { description: 'made' } },
    },
  },
  '/orders/{orderId}': {
    get: {
      operationId: 'getOrder',
      deprecated: true,
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '200': { description: 'ok' } },
    },
    delete: {
      operationId: 'deleteOrder',
      'x-sunset': '2026-01-01',
      deprecated: true,
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { '204': { description: 'gone' } },
    },
  },
};
const MORE: JsonObject = {
  servers: [{ url: 'https://api.example.com/v1' }],
  security: [{ token: [] }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Order: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        },
      },
    },
  },
};

const JSON_TYPE = [['content-type', 'application/json']] as const;

function call(change: Partial<Observation> = {}): Observation {
  return {
    timeMs: Date.UTC(2026, 10, 1),
    api: null,
    host: 'api.example.com',
    method: 'GET',
    path: '/v1/orders',
    template: null,
    query: '',
    status: 200,
    isRefused: false,
    caller: 'acme',
    credentials: ['bearer'],
    request: { headers: [], body: undefined, bytes: 0 },
    response: { headers: JSON_TYPE, body: '[]', bytes: 2 },
    ...change,
  };
}

const answer = (body: string): Partial<Observation> => ({ response: { headers: JSON_TYPE, body, bytes: body.length } });
const order = (body: string): Partial<Observation> => ({
  method: 'POST',
  status: 201,
  request: { headers: JSON_TYPE, body, bytes: body.length },
  response: { headers: [], body: '', bytes: 0 },
});
const one = (method: string): Partial<Observation> => ({
  method,
  path: '/v1/orders/17',
  status: method === 'DELETE' ? 204 : 200,
  response: { headers: [], body: '', bytes: 0 },
});

/** Calls of every operation, none of which is amiss. */
const SOUND = [call({ query: 'limit=1', ...answer('[{"id":1,"lines":[{"sku":"a"}]}]') }), call(order('{"id":1}'))];

function driftOf(observations: readonly Observation[], document?: DefinitionDocument): readonly DriftFinding[] {
  const definition = document === undefined ? definitionOf(PATHS, MORE) : buildDefinition(document);
  const detector = new DriftDetector(definition);
  for (const observation of observations) detector.observe(observation);
  return detector.findings();
}

const briefly = ({ kind, operation, method, template, place }: DriftFinding): string =>
  [kind, operation ?? `${method} ${template}`, place].filter((text) => text !== '').join(' ');
const driftBeside = (observations: readonly Observation[]) =>
  driftOf([...SOUND, ...observations])
    .map(briefly)
    .filter((text) => !text.startsWith('orphan'));

describe('without drift', () => {
  test('nothing is found but what nobody called', () => {
    expect(driftOf(SOUND).map(briefly)).toEqual(['orphan-operation getOrder', 'orphan-operation deleteOrder']);
  });

  test('nothing is said where there is no traffic', () => {
    expect(driftOf([])).toEqual([]);
  });

  test.each<[string, Partial<Observation>]>([
    ['that is refused by the gateway', { path: '/v1/hidden', isRefused: true, status: 403 }],
    ['to a path that does not exist', { path: '/v1/hidden', status: 404 }],
    ['without an answer', { path: '/v1/orders', query: 'nope=1', status: null }],
    ['that the API refuses', { query: 'limit=x', status: 400, response: { headers: [], body: undefined, bytes: 0 } }],
    ['whose credentials are not known', { credentials: undefined }],
    ['with a secret that was taken out', order('{"id":"***"}')],
    ['of a preflight', { method: 'OPTIONS', path: '/v1/orders', status: 204 }],
    ['of a path that is none', { path: '/v1/../etc', status: 200 }],
  ])('a call %s shows none', (_name, change) => {
    const found = driftBeside([call(change)]);
    expect(found.filter((text) => !text.startsWith('undeclared-status'))).toEqual([]);
  });
});

describe('drift', () => {
  test.each<[string, Partial<Observation>]>([
    ['shadow-operation GET /hidden', { path: '/v1/hidden', status: 200 }],
    ['shadow-operation PUT /orders', { method: 'PUT', status: 200, path: '/v1/orders' }],
    ['missing-authentication createOrder', { ...order('{"id":1}'), credentials: [] }],
    ['zombie-operation getOrder', one('GET')],
    ['undeclared-parameter listOrders query parameter sort', { query: 'sort=up' }],
    ['request-mismatch listOrders query parameter limit', { query: 'limit=x' }],
    ['undeclared-request-field createOrder request body /isAdmin', order('{"id":1,"isAdmin":true}')],
    ['request-mismatch createOrder request body /id', order('{"id":"x"}')],
    ['undeclared-response-field listOrders answer 200 /*/lines/*/cost', answer('[{"id":1,"lines":[{"sku":"a","cost":1}]}]')],
    ['response-mismatch listOrders answer 200 /*/id', answer('[{"id":"x"}]')],
    ['undeclared-status listOrders answer 206', { status: 206 }],
    [
      'undeclared-media-type listOrders answer 200 text/csv',
      { response: { headers: [['content-type', 'text/csv']], body: 'a', bytes: 1 } },
    ],
  ])('%s', (expected, change) => {
    expect(driftBeside([call(change)])).toEqual([expected]);
  });

  test('tells who showed it, when and how often, and keeps few examples', () => {
    const calls = Array.from({ length: 50 }, (_, index) => call({ query: `sort=${index}`, timeMs: 1000 + index, caller: `c${index % 2}` }));
    const [found] = driftOf([...SOUND, ...calls]).filter(({ kind }) => kind === 'undeclared-parameter');
    expect(found?.evidence).toMatchObject({ calls: 50, firstSeenMs: 1000, lastSeenMs: 1049, distinctCallers: 2 });
    expect(found?.evidence?.examples).toHaveLength(3);
  });

  test('is graver where an operation is called after its announced end', () => {
    const [found] = driftOf([...SOUND, call(one('DELETE'))]).filter(({ kind }) => kind === 'zombie-operation');
    expect(found).toMatchObject({ severity: 'high', operation: 'deleteOrder' });
  });

  test('is told gravest first', () => {
    const severities = driftOf([...SOUND, call({ path: '/v1/hidden' }), call({ status: 206 }), call({ query: 'sort=1' })]).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(['high', 'medium', 'low', 'low', 'low']);
  });

  test('stays bounded, whatever callers make up', () => {
    const calls = Array.from({ length: 3000 }, (_, index) => call({ query: `p${index}=1` }));
    expect(driftOf([...SOUND, ...calls]).length).toBeLessThan(520);
  });
});

describe('a patch settles what it is for', () => {
  const many = (change: Partial<Observation>) => Array.from({ length: 6 }, (_, index) => call({ timeMs: index, ...change }));

  test.each<[string, readonly Observation[]]>([
    ['shadow-operation', many({ path: '/v1/hidden', ...answer('{"a":[{"b":1}]}') })],
    ['shadow-operation', many({ ...order('{"id":1}'), method: 'PUT', status: 200 })],
    ['shadow-operation', ['GET', 'PUT', 'DELETE'].flatMap((method) => many({ method, path: '/v1/hidden', ...answer('{"a":1}') }))],
    ['undeclared-parameter', many({ ...order('{"id":1}'), query: 'dry=true&wet=true&damp=1' })],
    ['undeclared-parameter', many({ query: 'sort=up' })],
    ['undeclared-parameter', many({ ...order('{"id":1}'), query: 'dry=true' })],
    ['request-mismatch', many({ query: 'limit=x' })],
    ['undeclared-request-field', many(order('{"id":1,"isAdmin":true}'))],
    ['request-mismatch', many(order('{"id":"x"}'))],
    ['undeclared-response-field', many(answer('[{"id":1,"lines":[{"sku":"a","cost":1}]}]'))],
    ['response-mismatch', many(answer('[{"id":"x"}]'))],
    ['undeclared-status', many({ status: 206, ...answer('{"part":1}') })],
    ['undeclared-media-type', many({ response: { headers: [['content-type', 'text/csv']], body: 'a', bytes: 1 } })],
    ['orphan-operation', []],
  ])('%s (%#)', (kind, observations) => {
    const traffic = [...SOUND, ...observations];
    const before = driftOf(traffic).filter((found) => found.kind === kind);
    expect(before.length).toBeGreaterThan(0);
    const { document } = definitionOf(PATHS, MORE);
    const patched = applyPatch(document, combinePatches(before.map(({ patch }) => patch))) as DefinitionDocument;
    expect(driftOf(traffic, patched).filter((found) => found.kind === kind)).toEqual([]);
  });
});
