import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';

import { generateApiKey, generateClientSecret, hashClientSecret, hashPassword } from '@airside/identity';

/** Every secret that carries a mark begins so: one search finds them all. */
const MARK = 'Planted7';

/** A secret of its own, with the mark, of letters and digits. */
export function plant(): string {
  return `${MARK}${randomBytes(12).toString('hex')}`;
}

export interface Planted {
  /** Good ones. */
  readonly apiKey: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  /** Of the client `web` of the authorization server within. */
  readonly clientSecret: string;
  /** The same kinds, well-formed and wrong. */
  readonly wrongApiKey: string;
  readonly wrongToken: string;
  readonly expiredToken: string;
  /** What requests and webhooks are signed with: of the configuration, not of a caller. */
  readonly signing: { readonly hmac: string; readonly slack: string };
  /** Files beside the configuration, and its parts that name the good ones. */
  readonly jwks: string;
  readonly consumers: string;
  /** What no file, answer or heap may hold: marks, and the telling parts of what cannot carry one. */
  readonly needles: readonly string[];
}

/** Where the client of the authorization server wants its codes. */
export const CALLBACK = 'https://app.example/callback';

/** The issuer of the tokens. */
export const ISSUER = 'https://idp.example';

/** Credentials of each kind, made anew for each test. */
export async function plantCredentials(): Promise<Planted> {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const nowS = Math.floor(Date.now() / 1000);
  const token = (key: typeof own, exp: number): string => {
    const header = encode({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' });
    const claims = { iss: ISSUER, aud: 'orders', sub: 'anna', client_id: 'app', scope: 'read', iat: nowS - 10, exp, jti: randomUUID() };
    const input = `${header}.${encode(claims)}`;
    return `${input}.${sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const [apiKey, wrongApiKey, password, clientSecret] = [generateApiKey(), generateApiKey(), plant(), generateClientSecret()];
  const tokens = [token(own, nowS + 600), token(foreign, nowS + 600), token(own, nowS - 600)] as const;
  return {
    apiKey,
    wrongApiKey,
    username: 'anna',
    password,
    token: tokens[0],
    clientSecret,
    signing: { hmac: randomBytes(32).toString('base64'), slack: randomBytes(16).toString('hex') },
    wrongToken: tokens[1],
    expiredToken: tokens[2],
    jwks: JSON.stringify({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] }),
    consumers: `{ acme: { scopes: [read], apiKeys: [{ id: first, sha256: ${createHash('sha256').update(apiKey).digest('hex')} }],
      logins: [{ username: anna, passwordHash: '${await hashPassword(password)}' }], clients: [{ issuer: idp, clientId: app }, { issuer: airside, clientId: web, registration: { grantTypes: [authorization_code, refresh_token],
        redirectUris: ['${CALLBACK}'], scopes: [read], secretSha256: ${hashClientSecret(clientSecret)} } }],
      signatureKeys: [{ id: acme-hmac, algorithm: hmac-sha256, secret: '\${file:hmac}' }],
      webhooks: [{ id: acme-slack, scheme: slack, secrets: ['\${file:slack}'] }] } }`,
    needles: [
      MARK,
      encodedMark(),
      apiKey,
      wrongApiKey,
      ...tokens.map((text) => text.slice(text.lastIndexOf('.') + 1)),
      base64(`anna:${password}`),
      clientSecret,
      base64(`web:${clientSecret}`),
    ],
  };
}

/** The header of Basic authentication for a name and password. */
export function basic(username: string, password: string): string {
  return `Basic ${base64(`${username}:${password}`)}`;
}

/** The mark as a password stands in the base64 of `anna:` and the like: in each of three places of its letters, without those at the ends. */
function encodedMark(): string {
  return base64(`anna:${MARK}`).slice(8, 16);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
