import { once } from 'node:events';
import { createServer } from 'node:http';

import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export type Claims = Readonly<Record<string, unknown>>;

export interface SigningOptions {
  readonly header?: Readonly<Record<string, string>>;
  readonly key?: CryptoKey;
  readonly expires?: string | null;
}

export interface TestGateway extends AsyncDisposable {
  readonly jwks: string;
  /** How often the keys were fetched. */
  fetches(): number;
  /** An `Airside-Identity` header as the gateway makes it, with some of it changed; a claim that is undefined is left out. */
  identity(claims?: Claims, options?: SigningOptions): Promise<string>;
}

/** What the shop needs of a gateway: a key set at a URL and headers signed with its key. */
export async function startTestGateway(): Promise<TestGateway> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'gateway-1', alg: 'EdDSA', use: 'sig' }] });
  let fetches = 0;
  const server = createServer((_, response) => {
    fetches += 1;
    response.setHeader('Content-Type', 'application/json').end(keySet);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    jwks: `http://127.0.0.1:${port}/.airside/jwks.json`,
    fetches: () => fetches,

    async identity(claims = {}, { header = {}, key = privateKey, expires = '30s' } = {}) {
      const payload = { iss: 'airside', aud: 'shop', sub: 'acme', kind: 'apiKey', consumer: 'acme', scope: 'orders:read', ...claims };
      const token = new SignJWT(payload).setIssuedAt().setJti('1');
      if (expires !== null) token.setExpirationTime(expires);
      return token.setProtectedHeader({ alg: 'EdDSA', kid: 'gateway-1', typ: 'airside-identity+jwt', ...header }).sign(key);
    },

    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
