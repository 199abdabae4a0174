import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { loadConfiguration, loadConfigurationText } from '../snapshot/load.ts';
import { coverageOf, coverageScore, type OperationCoverage } from './coverage.ts';
import { RISKS } from './risks/index.ts';

const DEFINITION = `
openapi: 3.1.0
info: { title: T, version: '1' }
security: [{ key: [] }]
paths:
  /orders:
    get:
      operationId: listOrders
      security: [{ oauth: ['orders:read'] }]
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100 } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array } } } } }
    post:
      operationId: createOrder
      parameters: [{ name: callback, in: query, schema: { type: string, format: uri } }]
      requestBody: { content: { application/json: { schema: { type: object, properties: { note: { type: string } } } } } }
      responses: { '201': { description: ok } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getOrder
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
    delete: { operationId: deleteOrder, deprecated: true, responses: { '204': { description: gone } } }
  /sessions:
    post:
      operationId: login
      security: []
      requestBody: { content: { application/json: { schema: { type: object, additionalProperties: false } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.org/t', scopes: { 'orders:read': x } } } }
`;

interface Written {
  readonly policies?: string;
  readonly api?: string;
  readonly gateway?: string;
  readonly definition?: boolean;
}

async function operations({ policies = '{}', api = '', gateway = '', definition = true }: Written): Promise<readonly OperationCoverage[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'coverage-'));
  await writeFile(join(directory.path, 'openapi.yaml'), DEFINITION);
  const lines = [
    gateway,
    'apis:',
    '  a:',
    '    upstreams: ["http://127.0.0.1:3000"]',
    definition ? '    definition: openapi.yaml' : '',
    api,
    `    policies: ${policies}`,
  ];
  const { bundle, problems } = await loadConfigurationText(
    `${lines.filter((line) => line !== '').join('\n')}\n`,
    join(directory.path, 'airside.yaml'),
  );
  if (bundle === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return coverageOf(bundle);
}

async function levels(written: Written, operation: string | null = 'getOrder'): Promise<Readonly<Record<string, string>>> {
  const found = (await operations(written)).find((each) => each.operation === operation);
  if (found === undefined) throw new Error(`no operation ${operation}`);
  return Object.fromEntries([...found.cells[2023], ...found.cells[2019]].map(({ place, level }) => [place, level]));
}

test('both lists have all ten of their risks, each once', () => {
  for (const list of ['2019', '2023'] as const) {
    expect(RISKS.flatMap(({ places }) => places[list] ?? []).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }
});

const RULE = 'objects: { rules: [{ operations: [getOrder], request: { path: orderId }, equals: { caller: subject } }] }';
const QUERY_RULE = 'objects: { rules: [{ request: { query: customer, absent: pass }, equals: { caller: subject } }] }';

describe('a risk is covered only where something refuses', () => {
  test.each<[string, Written, string, string, string]>([
    ['an object rule about the operation', { policies: `{ ${RULE} }` }, 'getOrder', 'API1:2023', 'covered'],
    ['an object rule about another operation', { policies: `{ ${RULE} }` }, 'deleteOrder', 'API1:2023', 'open'],
    ['an object rule that lets requests without the value pass', { policies: `{ ${QUERY_RULE} }` }, 'listOrders', 'API1:2023', 'partly'],
    ['no object rule', {}, 'getOrder', 'API1:2019', 'open'],
    ['no object in the path', {}, 'listOrders', 'API1:2023', 'not-applicable'],
    ['credentials', {}, 'getOrder', 'API2:2023', 'covered'],
    ['everybody', { policies: '{ authentication: { anonymous: always } }' }, 'getOrder', 'API2:2023', 'open'],
    ['open by declaration', { policies: '{ authentication: { anonymous: declared } }' }, 'login', 'API2:2023', 'not-applicable'],
    ['declared open, not served open', {}, 'login', 'API2:2023', 'covered'],
    ['guesses without end', { policies: '{ authentication: { bruteForce: "off" } }' }, 'getOrder', 'API2:2023', 'partly'],
    ['no TLS before the world', { gateway: 'gateway: { listen: [{ address: "0.0.0.0:8080" }] }' }, 'getOrder', 'API2:2023', 'partly'],
    ['the contract for answers only reporting', {}, 'getOrder', 'API3:2023', 'reported'],
    [
      'the contract for answers enforced, large ones unseen',
      { policies: '{ contract: { responses: { mode: enforce } } }' },
      'getOrder',
      'API3:2019',
      'partly',
    ],
    [
      'the contract for answers enforced',
      { policies: '{ contract: { responses: { mode: enforce, uninspected: reject } } }' },
      'getOrder',
      'API3:2019',
      'covered',
    ],
    [
      'the contract for answers enforced elsewhere',
      { policies: '{ contract: { operations: [{ operations: [getOrder], responses: { mode: enforce, uninspected: reject } }] } }' },
      'listOrders',
      'API3:2019',
      'reported',
    ],
    ['the contract off', { policies: '{ contract: { mode: "off" } }' }, 'createOrder', 'API6:2019', 'open'],
    [
      'the contract reporting',
      { policies: '{ contract: { mode: report, additionalProperties: closed } }' },
      'createOrder',
      'API6:2019',
      'reported',
    ],
    ['open bodies', {}, 'createOrder', 'API6:2019', 'partly'],
    ['bodies closed by option', { policies: '{ contract: { additionalProperties: writes } }' }, 'createOrder', 'API6:2019', 'covered'],
    ['bodies closed by schema', {}, 'login', 'API6:2019', 'covered'],
    [
      'unknown fields recorded only',
      { policies: '{ contract: { additionalProperties: writes, unknownFields: report } }' },
      'createOrder',
      'API6:2019',
      'partly',
    ],
    ['no body', {}, 'getOrder', 'API6:2019', 'not-applicable'],
    ['rate, size and pages', {}, 'listOrders', 'API4:2023', 'covered'],
    ['pages whose maximum nobody is held to', { policies: '{ contract: { mode: report } }' }, 'listOrders', 'API4:2023', 'partly'],
    ['a rate that limits nothing', { policies: '{ rateLimit: { requests: 1000000000, per: 1s } }' }, 'getOrder', 'API4:2023', 'partly'],
    ['scopes', {}, 'listOrders', 'API5:2023', 'covered'],
    ['no scopes', {}, 'getOrder', 'API5:2023', 'open'],
    ['scopes ignored', { policies: '{ access: { scopes: ignored } }' }, 'listOrders', 'API5:2023', 'open'],
    ['rules that deny by default', { policies: '{ access: { rules: [] } }' }, 'getOrder', 'API5:2023', 'covered'],
    [
      'rules that allow by default',
      { policies: '{ access: { default: allow, rules: [{ effect: deny, operations: [getOrder], methods: [GET] }] } }' },
      'deleteOrder',
      'API5:2023',
      'open',
    ],
    ['a flow, which is never covered by configuration', {}, 'createOrder', 'API6:2023', 'partly'],
    ['a URL among the values, at best in part', {}, 'createOrder', 'API7:2023', 'partly'],
    ['no URL among the values', {}, 'getOrder', 'API7:2023', 'not-applicable'],
    ['no URL among the values, and nobody held to it', { policies: '{ contract: { mode: report } }' }, 'getOrder', 'API7:2023', 'partly'],
    ['the firewall', {}, 'getOrder', 'API8:2019', 'covered'],
    ['the firewall detecting', { policies: '{ firewall: { mode: detect } }' }, 'getOrder', 'API8:2019', 'reported'],
    ['the firewall off', { policies: '{ firewall: { mode: "off" } }' }, 'getOrder', 'API8:2019', 'open'],
    [
      'the firewall with an exclusion here',
      { policies: '{ firewall: { exclude: [{ tags: [attack-sqli], operations: [getOrder] }] } }' },
      'getOrder',
      'API8:2019',
      'partly',
    ],
    [
      'the firewall with an exclusion elsewhere',
      { policies: '{ firewall: { exclude: [{ tags: [attack-sqli], operations: [listOrders] }] } }' },
      'getOrder',
      'API8:2019',
      'covered',
    ],
    ['deprecated without an end', { api: '    owner: Team' }, 'deleteOrder', 'API9:2023', 'partly'],
    ['an owner and a definition', { api: '    owner: Team' }, 'getOrder', 'API9:2023', 'covered'],
    ['answers held against nothing', { policies: '{ contract: { responses: { mode: "off" } } }' }, 'getOrder', 'API10:2023', 'open'],
    ['no alarms', {}, 'getOrder', 'API10:2019', 'partly'],
  ])('%s', async (_, written, operation, place, level) => {
    expect((await levels(written, operation))[place]).toBe(level);
  });
});

test('an API without a definition is one operation about which little is known', async () => {
  const found = await levels({ definition: false }, null);
  expect(found).toMatchObject({
    'API1:2023': 'open',
    'API3:2023': 'open',
    'API5:2023': 'open',
    'API9:2023': 'open',
    'API8:2019': 'partly',
  });
});

test('every check that is not enforced says what to do, and every cell how to prove it', async () => {
  const all = await operations({
    policies: '{ firewall: { mode: detect }, contract: { mode: report }, authentication: { anonymous: always } }',
  });
  const cells = all.flatMap(({ cells: { 2019: older, 2023: newer } }) => [...older, ...newer]);
  expect(cells.flatMap(({ checks }) => checks).filter(({ state, mend }) => state !== 'enforced' && mend === undefined)).toEqual([]);
  expect(cells.every(({ proof }) => proof.state === 'not-proven' && proof.test !== '')).toBe(true);
});

describe('the learned profile', () => {
  const profile = (mode: string): string =>
    `profile: { mode: ${mode}, inline: { openapi: 3.1.0, info: { title: P, version: '1' }, paths: { /orders: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { default: { description: x } } } } } } }`;
  const checksBy = async (mode: string, more = '') => {
    const found = (await operations({ policies: `{ ${profile(mode)}${more} }` })).find(({ operation }) => operation === 'createOrder');
    return [...(found?.cells[2019] ?? [])].flatMap(({ place, checks }) => checks.flatMap(({ by }) => (by === 'profile' ? [place] : [])));
  };

  test('is named where it refuses', async () => {
    expect(await checksBy('enforce')).toEqual(['API6:2019', 'API8:2019']);
    expect(await checksBy('report')).toEqual([]);
    expect(await checksBy('"off"')).toEqual([]);
  });

  test('counts by its mode for the operation, not by that of the API or of its limits', async () => {
    const own = (mode: string, of: string) => `, operations: [{ operations: [createOrder], mode: ${mode} }], mode: ${of} `;
    const placesOf = async (modes: string) => {
      const policies = `{ ${profile('MODE')
        .replace('mode: MODE,', '')
        .replace('profile: {', `profile: { ${modes.slice(1)},`)} }`;
      const found = (await operations({ policies })).find(({ operation }) => operation === 'createOrder');
      return (found?.cells[2019] ?? []).flatMap(({ place, checks }) => checks.flatMap(({ by }) => (by === 'profile' ? [place] : [])));
    };
    expect(await placesOf(own('report', 'enforce'))).toEqual([]);
    expect(await placesOf(own('"off"', 'enforce'))).toEqual([]);
    expect(await placesOf(own('enforce', 'report'))).toEqual(['API6:2019', 'API8:2019']);
    expect(await placesOf(', mode: report, limits: enforce')).toEqual([]);
  });

  test('makes nothing worse that is tried out, and nothing good without the firewall', async () => {
    const without = await levels({}, 'createOrder');
    expect(await levels({ policies: `{ ${profile('report')} }` }, 'createOrder')).toEqual(without);
    const off = await levels({ policies: `{ ${profile('enforce')}, firewall: { mode: "off" } }` }, 'createOrder');
    expect(off['API8:2019']).toBe('open');
  });
});

test('less is covered where policies only report', async () => {
  const strict = coverageScore(await operations({}), '2019');
  const loose = coverageScore(await operations({ policies: '{ firewall: { mode: detect }, contract: { mode: report } }' }), '2019');
  expect(loose).toBeLessThan(strict);
  expect(coverageScore([], '2023')).toBe(100);
});

test('the example is judged operation by operation', async () => {
  const file = join(import.meta.dirname, '../../../../examples/shop/airside.yaml');
  const environment = { SHOP_URL: 'http://127.0.0.1:3000', SHOP_PARTNER_KEY: 'a-key-for-tests-0123456789' };
  const { bundle } = await loadConfiguration(file, { environment });
  if (bundle === undefined) throw new Error('the example has errors');
  const all = coverageOf(bundle);
  expect(all.length).toBe(17);
  expect(all.find(({ operation }) => operation === 'createSession')?.cells[2023][1]).toMatchObject({
    place: 'API2:2023',
    level: 'not-applicable',
  });
  expect(all.find(({ operation }) => operation === 'getOrder')?.cells[2023][0]).toMatchObject({ place: 'API1:2023', level: 'open' });
});
