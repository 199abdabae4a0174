import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';

const DEFINITION = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders/{id}:
    post:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: ids, in: query, schema: { type: array, items: { type: integer } } }
        - { name: q, in: query, schema: { type: string } }
        - { name: X-Tenant, in: header, schema: { type: integer } }
        - { name: shard, in: cookie, schema: { type: integer } }
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                count: { type: integer }
                note: { type: string }
                nested: { type: object, properties: { n: { type: integer } } }
                maybe: { oneOf: [{ type: integer }, { type: 'null' }] }
                lines: { type: array, items: { type: integer } }
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { count: { type: integer }, note: { type: string } } }
          multipart/form-data: { schema: { type: object, properties: { count: { type: integer } } } }
          text/plain: { schema: { type: integer } }
      responses: { '200': { description: ok } }
`;

const RULES = `
SecRule REQUEST_HEADERS:Content-Type "@beginsWith application/json" "id:1000,phase:1,pass,nolog,t:lowercase,ctl:requestBodyProcessor=JSON"
SecRule ARGS|ARGS_NAMES|REQUEST_COOKIES|REQUEST_HEADERS:X-Tenant|REQUEST_FILENAME "@detectSQLi" "id:1001,phase:2,deny,t:none,t:urlDecodeUni,tag:'attack-sqli'"
`;

/** Refuses whatever a rule of that tag gets to see. */
const refuseAll = (tag: string) =>
  `SecRule ARGS|ARGS_NAMES|REQUEST_FILENAME|REQUEST_COOKIES|REQUEST_HEADERS:X-Tenant "@rx ." "id:1002,phase:2,deny,t:none,tag:'${tag}'"
`;

const SQL = "1' or '1'='1";
const encoded = encodeURIComponent(SQL);
const post = (body: string, type = 'application/json', headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': type, ...headers },
  body,
});
const form = 'application/x-www-form-urlencoded';

let upstream: Upstream;
let enforcing: House;
let reporting: House;

const start = (contract: string, rules: string) =>
  startHouse(
    `apis: { orders: { upstreams: ['${upstream.url}'], definition: orders.yaml, policies: { authentication: { anonymous: always }, ` +
      `contract: { ${contract} }, firewall: { rules: [own.conf] } } } }\n`,
    { 'orders.yaml': DEFINITION, 'own.conf': rules },
  );

beforeAll(async () => {
  upstream = await startUpstream();
  enforcing = await start('mode: enforce, unknownParameters: ignore', RULES);
  reporting = await start('mode: report', RULES);
});
afterAll(async () => {
  for (const part of [enforcing, reporting, upstream]) await part.close();
});

type Case = readonly [path: string, options?: ReturnType<typeof post> | { method: string; headers: Record<string, string> }];
const head = (headers: Record<string, string> = {}) => ({ method: 'POST', headers });

describe('an injection in a typed value is refused by the contract', () => {
  const CASES: Readonly<Record<string, Case>> = {
    'in the query': [`/orders/1?page=${encoded}`, head()],
    'behind a good duplicate': [`/orders/1?page=1&page=${encoded}`, head()],
    'before a good duplicate': [`/orders/1?page=${encoded}&page=1`, head()],
    'under an encoded name': [`/orders/1?p%61ge=${encoded}`, head()],
    'behind a name with a plain duplicate': [`/orders/1?page=1&p%61ge=${encoded}`, head()],
    'in an array': [`/orders/1?ids=1&ids=${encoded}`, head()],
    'in the path': [`/orders/${encoded}`, head()],
    'in a header': ['/orders/1', head({ 'x-tenant': SQL })],
    'in a cookie': ['/orders/1', head({ cookie: `shard=${SQL}` })],
    'in a second cookie': ['/orders/1', head({ cookie: `shard=1; shard=${SQL}` })],
    'in JSON': ['/orders/1', post(JSON.stringify({ count: SQL }))],
    'in nested JSON': ['/orders/1', post(JSON.stringify({ nested: { n: SQL } }))],
    'in an array of JSON': ['/orders/1', post(JSON.stringify({ lines: [1, SQL] }))],
    'in one alternative': ['/orders/1', post(JSON.stringify({ maybe: SQL }))],
    'under a duplicate name of JSON': ['/orders/1', post(`{"count":1,"count":"${SQL}"}`)],
    'under an escaped duplicate of JSON': ['/orders/1', post(`{"count":1,"\\u0063ount":"${SQL}"}`)],
    'in a form': ['/orders/1', post(`count=${encoded}`, form)],
    'in a duplicate of a form': ['/orders/1', post(`count=1&count=${encoded}`, form)],
  };
  test.each(Object.entries(CASES))('%s', async (_name, [path, options]) => {
    const seen = upstream.seen.length;
    expect((await enforcing.call(path, options ?? {})).status).toBe(400);
    expect(upstream.seen.length).toBe(seen);
  });
});

describe('an injection that the contract does not judge is refused by the rules', () => {
  const CASES: Readonly<Record<string, Case>> = {
    'in a text': [`/orders/1?q=${encoded}`, head()],
    'under a name of other case': [`/orders/1?PAGE=${encoded}`, head()],
    'under a name with brackets': [`/orders/1?page[]=${encoded}`, head()],
    'under a name with a space': [`/orders/1?page%20=${encoded}`, head()],
    'under a name with a zero byte': [`/orders/1?page%00=${encoded}`, head()],
    'as a name': [`/orders/1?${encoded}=1`, head()],
    'in the query under the name of a property': [`/orders/1?count=${encoded}`, head()],
    'in the query under the name of a JSON argument': [`/orders/1?json.count=${encoded}`, head()],
    'in a cookie of another name': ['/orders/1', head({ cookie: `page=${SQL}` })],
    'in a property of other case': ['/orders/1', post(JSON.stringify({ Count: SQL }))],
    'in a property with a dot': ['/orders/1', post(JSON.stringify({ 'nested.n': SQL }))],
    'in a property that is not declared': ['/orders/1', post(JSON.stringify({ nested: { other: SQL } }))],
    'in the name of a property': ['/orders/1', post(JSON.stringify({ nested: { [SQL]: 1 } }))],
    'in a name like an index': ['/orders/1', post(JSON.stringify({ [`lines.array_${SQL}`]: 1 }))],
    'in a text of JSON': ['/orders/1', post(JSON.stringify({ note: SQL }))],
    'in a field of the form of other case': ['/orders/1', post(`Count=${encoded}`, form)],
    'in a field with brackets': ['/orders/1', post(`other[]=${encoded}`, form)],
    'in a part that is not declared': [
      '/orders/1',
      post(`--B\r\nContent-Disposition: form-data; name="other"\r\n\r\n${SQL}\r\n--B--\r\n`, 'multipart/form-data; boundary=B'),
    ],
  };
  test.each(Object.entries(CASES))('%s', async (_name, [path, options]) => {
    const seen = upstream.seen.length;
    expect((await enforcing.call(path, options ?? {})).status).toBe(403);
    expect(upstream.seen.length).toBe(seen);
  });
});

test('under a contract that only reports, the rules refuse what does not fit', async () => {
  expect((await reporting.call(`/orders/1?page=${encoded}`, head())).status).toBe(403);
  expect((await reporting.call('/orders/1', post(JSON.stringify({ count: SQL })))).status).toBe(403);
});

test.each([
  ['enforce', 'attack-sqli', 200],
  ['enforce', 'CWE-79', 200],
  ['enforce', 'attack-protocol', 403],
  ['enforce', 'attack-fixation', 403],
  ['report', 'attack-sqli', 403],
  ['off', 'attack-sqli', 403],
])('under contract %s a request of typed values alone and a rule tagged %s: %i', async (mode, tag, status) => {
  const house = await start(`mode: ${mode}`, refuseAll(tag));
  const options = { method: 'POST', headers: { cookie: 'shard=8', 'x-tenant': '9' } };
  expect((await house.call('/orders/1?page=2&ids=3&ids=4', options)).status).toBe(status);
  await house.close();
});
