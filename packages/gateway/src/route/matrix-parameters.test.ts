import { afterEach, describe, expect, test } from 'vitest';

import { type House, startHouse, startUpstream, type Upstream } from '../../test/house.ts';
import { withoutMatrixParameters } from './matrix-parameters.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of running.splice(0).toReversed()) await part.close();
});

const ITEMS = `openapi: 3.1.0
info: { title: Items, version: '1' }
paths:
  /items/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok } }
  /items/admin:
    get: { security: [{ oauth: [admin] }], responses: { '200': { description: ok } } }
    delete: { responses: { '200': { description: ok } } }
  /points/{at}:
    get:
      parameters: [{ name: at, in: path, required: true, style: matrix, schema: { type: integer } }]
      responses: { '200': { description: ok } }
components:
  securitySchemes: { oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://id.example/', scopes: { admin: all } } } } }
`;

async function start(): Promise<{ house: House; upstream: Upstream }> {
  const upstream = await startUpstream();
  const open = 'authentication: { anonymous: always }';
  const house = await startHouse(
    `apis:
  items: { upstreams: ['${upstream.url}'], path: /v1, definition: items.yaml, policies: { ${open} } }
  site: { upstreams: ['${upstream.url}'], policies: { ${open} } }
  inner: { upstreams: ['${upstream.url}'], path: /inner }
`,
    { 'items.yaml': ITEMS },
  );
  running.push(upstream, house);
  return { house, upstream };
}

describe('a path that is another operation to servers that cut off matrix parameters is refused', () => {
  test.each([
    '/v1/items/admin;x',
    '/v1/items/admin;',
    '/v1/items/admin;x=/',
    '/v1/items/admin%3Bx',
    '/v1/items/admin%3bx;y',
    '/v1;x/items/admin',
  ])('within an API: %s', async (path) => {
    const { house, upstream } = await start();
    expect((await house.call(path)).status).toBeGreaterThanOrEqual(400);
    expect(upstream.seen).toEqual([]);
  });

  test.each(['/inner;x', '/inner;x/secret', '/inner%3Bx/secret', '/v1;/items/7'])('of another API: %s', async (path) => {
    const { house, upstream } = await start();
    const reply = await house.call(path);
    expect(reply.json()).toMatchObject({ type: 'urn:airside:problem:ambiguous-path' });
    expect(upstream.seen).toEqual([]);
  });

  test('after the caller is known only, so that nobody else learns that there is one', async () => {
    const upstream = await startUpstream();
    const house = await startHouse(`apis: { items: { upstreams: ['${upstream.url}'], definition: items.yaml } }`, { 'items.yaml': ITEMS });
    running.push(upstream, house);
    expect((await house.call('/items/admin;x')).status).toBe(401);
  });
});

test.each(['/v1/items/7;x=1', '/v1/points/;at=5', '/page;v=2', '/page%3Bv', '/v1/items/a;b;c'])(
  'a matrix parameter that changes no operation passes: %s',
  async (path) => {
    const { house, upstream } = await start();
    expect((await house.call(path)).status).toBe(200);
    expect(upstream.seen[0]?.url).toBe(path.replace('/v1', ''));
  },
);

test.each([
  ['/a', undefined],
  ['/a;b/c;d', '/a/c'],
  ['/a%3Bb;c/d', '/a/d'],
  ['/;a', '/'],
])('%s is cut to %s', (path, plain) => {
  expect(withoutMatrixParameters(path)).toBe(plain);
});
