import { generateKeyPairSync, sign } from 'node:crypto';

import { type Answer, type House, startHouse, startUpstream, type Upstream } from './house.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const JWKS = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token with claims beside the usual ones. */
function token(claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: 'https://id.example', aud: 'shop', sub: 'user-1', client_id: 'app', iat: now, exp: now + 300 };
  const input = `${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${part({ ...usual, ...claims })}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** Header fields of a caller with such a token. */
export function as(claims: object = {}): Record<string, string> {
  return { authorization: `Bearer ${token(claims)}` };
}

const OPERATION = "responses: { '200': { description: ok } }";
const ANY_JSON = 'requestBody: { content: { application/json: {} } }';

const SHOP = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /customers/{id}:
    get: { operationId: getCustomer, tags: [customers], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${OPERATION} }
    patch: { operationId: changeCustomer, tags: [customers], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], ${ANY_JSON}, ${OPERATION} }
  /orders:
    get: { operationId: listOrders, parameters: [{ name: customer, in: query, schema: { type: string } }], ${OPERATION} }
    post: { operationId: createOrder, ${ANY_JSON}, ${OPERATION} }
  /admin/users:
    get: { operationId: listUsers, tags: [admin], ${OPERATION} }
`;

/** A gateway before an upstream, with callers known by token; closed by `close`. */
export interface Shop extends House {
  readonly upstream: Upstream;
}

export interface ShopOptions {
  readonly answer?: Answer;
  /** False: the API has no definition. */
  readonly definition?: boolean;
  /** More of the configuration. */
  readonly more?: string;
  /** Files beside it. */
  readonly files?: Readonly<Record<string, string>>;
  /** What it has under `gateway`. */
  readonly settings?: string;
}

/** Starts the shop with policies (the content of a YAML flow mapping). Contract and firewall are off unless `policies` says otherwise. */
export async function startShop(policies: string, options: ShopOptions = {}): Promise<Shop> {
  const upstream = await startUpstream(options.answer);
  const rest = ['contract', 'firewall'].filter((name) => !policies.includes(`${name}:`)).map((name) => `${name}: { mode: off }`);
  const definition = options.definition === false ? '' : 'definition: shop.yaml,';
  const house = await startHouse(
    `issuers: { id: { issuer: 'https://id.example', jwks: jwks.json, audience: [shop] } }
consumers: { acme: { scopes: [orders], clients: [{ issuer: id, clientId: app }] }, other: {} }
${options.more ?? ''}
apis: { shop: { upstreams: ['${upstream.url}'], ${definition} policies: { ${[policies, ...rest].join(', ')} } } }
`,
    { 'shop.yaml': SHOP, 'jwks.json': JWKS, ...options.files },
    options.settings,
  ).catch(async (error: unknown) => {
    await upstream.close();
    throw error;
  });
  return {
    ...house,
    upstream,
    close: async () => {
      await house.close();
      await upstream.close();
    },
  };
}
