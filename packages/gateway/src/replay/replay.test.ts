import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Exchange } from '@airside/domain';
import { createDirectory } from '@airside/identity';
import { afterEach, describe, expect, test } from 'vitest';

import { loadConfigurationText } from '../snapshot/load.ts';
import { openReplay } from './replay.ts';
import type { Replayed } from './replayed.ts';

const DEFINITION = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    get:
      operationId: listOrders
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100 } }, { name: X-Trace, in: header, schema: { type: integer } }, { name: X-Session, in: header, schema: { type: string, minLength: 20 } }]
      responses: { '200': { description: ok } }
    post:
      operationId: createOrder
      requestBody: { content: { application/json: { schema: { type: object, properties: { quantity: { type: integer, maximum: 10 }, pin: { type: integer } } } } } }
      responses: { '200': { description: ok } }
`;

const folder = mkdtempSync(join(tmpdir(), 'airside-replay-'));
writeFileSync(join(folder, 'orders.yaml'), DEFINITION);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A configuration with these policies (the content of a YAML flow mapping), on which exchanges are tried. */
async function open(policies: string, definition = true) {
  const text = `consumers: { acme: { roles: [buyer] }, idle: { suspended: true } }
apis: { orders: { upstreams: ['http://127.0.0.1:9'], path: /v1, ${definition ? 'definition: orders.yaml,' : ''} policies: { ${policies} } } }`;
  const { bundle, problems } = await loadConfigurationText(text, join(folder, 'airside.yaml'));
  if (bundle === undefined) throw new Error(JSON.stringify(problems));
  const { replay } = openReplay(bundle, createDirectory());
  if (replay === undefined) throw new Error('the configuration does not compile');
  closing.push(() => replay.close());
  return replay;
}

const OFF = 'contract: { mode: off }, firewall: { mode: off }';

const call = (change: Partial<Exchange> = {}): Exchange => ({
  id: 'a1',
  time: '2026-11-01T10:00:00.000Z',
  api: 'orders',
  operation: null,
  method: 'GET',
  host: 'api.example.com',
  path: '/v1/orders',
  template: null,
  query: '',
  client: { address: '192.0.2.1', userAgent: null },
  principal: { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'k', scopes: ['orders'] },
  verdicts: [],
  problem: null,
  status: 200,
  upstream: { origin: 'http://127.0.0.1:9', status: 200, durationMs: 1 },
  requestBytes: 0,
  responseBytes: 2,
  durationMs: 1,
  ...change,
});
const headers: NonNullable<Exchange['request']>['headers'] = [
  ['host', 'api.example.com'],
  ['accept', '*/*'],
  ['user-agent', 'test'],
];
const full = (change: Partial<Exchange> = {}) => call({ request: { headers }, ...change });
const order = (body: string) =>
  call({
    method: 'POST',
    requestBytes: body.length,
    request: { headers: [...headers, ['content-type', 'application/json']], body },
  });

const told = ({ outcome, refusal, unknown }: Replayed) => [
  outcome,
  refusal?.policy ?? unknown.map(({ policy, missing }) => `${policy}: ${missing.join(', ')}`).join('; '),
];

test('what passes the configuration passes, with all that its policies ask for in the record', async () => {
  const replay = await open('size: {}');
  expect(told(await replay.judge(full({ query: 'limit=5' })))).toEqual(['passes', '']);
  expect(told(await replay.judge(order('{"quantity":1}')))).toEqual(['passes', '']);
});

test('a header field whose value was taken out because it is secret is not held against the call', async () => {
  const replay = await open('firewall: { mode: off }');
  const request = { headers: [...headers, ['x-session', '***']] } as NonNullable<Exchange['request']>;
  expect(await replay.judge(call({ request }))).toMatchObject({
    outcome: 'unknown',
    unknown: [{ policy: 'contract', missing: ['secrets'] }],
  });
});

describe('a request would be refused', () => {
  test.each<[string, string, Exchange, string, RegExp]>([
    ['of an address', `addresses: { deny: ['192.0.2.0/24'] }, ${OFF}`, call(), 'addresses', /./],
    ['of a consumer', `access: { consumers: [] }, ${OFF}`, call(), 'access', /acme/],
    ['by a rule about roles', `access: { rules: [{ effect: deny, roles: [buyer] }] }, ${OFF}`, call(), 'access', /./],
    ['by its size', `size: { maxBody: 1KiB }, ${OFF}`, call({ method: 'POST', requestBytes: 2048 }), 'size', /./],
    ['by its query', 'firewall: { mode: off }', full({ query: 'limit=500' }), 'contract', /limit/],
    ['by its body', 'firewall: { mode: off }', order('{"quantity":11}'), 'contract', /quantity/],
    ['by rules of the firewall', 'contract: { mode: off }', full({ query: "q=1' or 1=1--" }), 'firewall', /./],
    ['that the definition does not know', OFF, call({ path: '/v1/other' }), 'route', /operation/],
    ['whose method the definition does not know', OFF, call({ method: 'PUT' }), 'route', /method/],
    ['that leads to no API', OFF, call({ path: '/v2/orders' }), 'route', /API/],
    [
      'of a consumer that is not there',
      OFF,
      call({ principal: { kind: 'apiKey', subject: 'x', consumer: 'gone', credential: 'k' } }),
      'authentication',
      /gone/,
    ],
    [
      'of a consumer that is suspended',
      OFF,
      call({ principal: { kind: 'apiKey', subject: 'x', consumer: 'idle', credential: 'k' } }),
      'authentication',
      /suspended/,
    ],
    ['after the end of the API', `lifecycle: { sunset: 2026-10-01 }, ${OFF}`, call(), 'lifecycle', /2026-10-01/],
  ])('%s', async (_name, policies, exchange, policy, reason) => {
    const replayed = await (await open(policies)).judge(exchange);
    expect(told(replayed)).toEqual(['refused', policy]);
    expect(replayed.refusal?.reason).toMatch(reason);
  });

  test('by limits as they would have counted at its time', async () => {
    const replay = await open(`rateLimit: { requests: 2, per: 1m }, ${OFF}`);
    const at = (time: string) => replay.judge(call({ time: `2026-11-01T${time}.000Z` })).then(({ outcome }) => outcome);
    expect([await at('10:00:00'), await at('10:00:01'), await at('10:00:02')]).toEqual(['passes', 'passes', 'refused']);
    expect(await at('10:05:00')).toBe('passes');
  });

  test('by what its answer holds', async () => {
    const replay = await open(
      `objects: { rules: [{ operations: [listOrders], response: { owner: /owner }, equals: { caller: consumer } }] }, ${OFF}`,
    );
    const answer = (body: string) =>
      full({ response: { headers: [['content-type', 'application/json']], body }, responseBytes: body.length });
    expect(told(await replay.judge(answer('{"owner":"acme"}')))).toEqual(['passes', '']);
    expect(told(await replay.judge(answer('{"owner":"other"}')))).toEqual(['refused', 'objects']);
    expect(told(await replay.judge(full()))).toEqual(['unknown', 'objects: answer']);
  });
});

describe('nobody can say', () => {
  test.each<[string, string, Exchange, string]>([
    ['whether a header field fits that was not recorded', 'firewall: { mode: off }', call(), 'contract: header fields'],
    ['what rules find in header fields that were not recorded', 'contract: { mode: off }', call(), 'firewall: header fields'],
    [
      'whether a body fits that was not recorded',
      'firewall: { mode: off }',
      call({
        method: 'POST',
        requestBytes: 5,
        request: { headers: [...headers, ['content-type', 'application/json']], omitted: 'too-large' },
      }),
      'contract: body',
    ],
    ['whether it is a secret that does not fit', 'firewall: { mode: off }', order('{"pin":"***"}'), 'contract: secrets'],
    [
      'what a token claimed',
      `access: { rules: [{ effect: allow, claims: { tier: gold } }] }, ${OFF}`,
      call({ principal: { kind: 'jwt', subject: 'anna', consumer: null, credential: null, scopes: [] } }),
      'access: claims',
    ],
  ])('%s', async (_name, policies, exchange, missing) => {
    expect(told(await (await open(policies)).judge(exchange))).toEqual(['unknown', missing]);
  });

  test('but what is refused for certain is refused, whatever else is not known', async () => {
    const replay = await open('rateLimit: {}, contract: { mode: enforce }');
    const replayed = await replay.judge(call({ path: '/v1/other' }));
    expect(told(replayed)).toEqual(['refused', 'route']);
  });
});

test('a query that does not fit is refused although header fields were not recorded, and for nothing else', async () => {
  const replay = await open('contract: { mode: enforce }, firewall: { mode: off }');
  const { outcome, refusal } = await replay.judge(call({ query: 'limit=500' }));
  expect([outcome, refusal?.reason]).toEqual(['refused', 'query/limit must be <= 100']);
  expect((await replay.judge(call({ query: 'limit=***' }))).outcome).toBe('unknown');
});

test('what a policy takes out of a body or a query, those after it do not see', async () => {
  const replay = await open('contract: { unknownParameters: strip, additionalProperties: writes, unknownFields: strip }');
  const body = '{"quantity":1,"constructor":{"prototype":{"isAdmin":true}}}';
  expect((await replay.judge(order(body))).outcome).toBe('passes');
  expect((await replay.judge(full({ query: 'limit=1&debug=%3Cscript%3Ealert(1)%3C/script%3E' }))).outcome).toBe('passes');
  const unstripped = await open('contract: { unknownParameters: ignore }');
  expect((await unstripped.judge(order(body))).refusal?.policy).toBe('firewall');
});

test('what policies only observe is told beside', async () => {
  const replay = await open('contract: { mode: report }, firewall: { mode: off }');
  const replayed = await replay.judge(full({ query: 'limit=500' }));
  expect(replayed.outcome).toBe('passes');
  expect(replayed.reports).toEqual([{ policy: 'contract', reason: expect.stringContaining('limit') as unknown }]);
});

test('what only observes answers is told by its name, and nothing of what stands for a secret', async () => {
  const replay = await open('contract: { responses: { mode: report, undeclaredStatus: report } }, firewall: { mode: off }');
  const answer = (body: string) =>
    full({ status: 418, response: { headers: [['content-type', 'application/json']], body }, responseBytes: body.length });
  expect((await replay.judge(answer('{}'))).reports).toEqual([{ policy: 'contract', reason: expect.stringContaining('418') as unknown }]);
  expect((await replay.judge(answer('{"token":"***"}'))).reports).toEqual([]);
});

test('a request that was refused before it was known who calls is not judged', async () => {
  const replay = await open(OFF);
  expect((await replay.judge(call({ principal: null, problem: 'credential-required' }))).outcome).toBe('not-identified');
});
