import { generateKeyPairSync, sign } from 'node:crypto';

import type { House } from './house.ts';
import { type Pki, secureCaller } from './secure-call.ts';

export type Issued = Awaited<ReturnType<Pki['authority']['issue']>>;

/** An identity provider for tests over TLS: the configuration of a house that trusts it, with the keys beside it, and access tokens. */
export function tokenIssuer() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    issuers: 'issuers: { idp: { issuer: https://id.example, jwks: jwks.json, audience: [orders] } }',
    jwks: JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' }] }),
    bearer(claims: object): { readonly authorization: string } {
      const now = Math.floor(Date.now() / 1000);
      const body = { iss: 'https://id.example', aud: 'orders', sub: 'user-1', iat: now, exp: now + 300, ...claims };
      const input = `${part({ alg: 'ES256', kid: 'k1', typ: 'at+jwt' })}.${part(body)}`;
      const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return { authorization: `Bearer ${input}.${signature.toString('base64url')}` };
    },
  };
}

/** A listener over TLS that asks for client certificates, with the files of a `Pki`. */
export const MUTUAL_TLS =
  "listen: [{ address: '127.0.0.1:0', tls: { certificate: cert.pem, key: key.pem, clients: { ca: clients.pem } } }]";

/** One call on a connection of its own that shows the certificate, and what was recorded of it. */
export async function callShowing(house: House, shown: Issued | undefined, headers: Readonly<Record<string, string>>, id: string) {
  const caller = secureCaller(house.port, shown);
  try {
    const { status } = await caller.call('/orders', { ...headers, 'x-request-id': id });
    const { principal, reason } = await house.exchange((exchange) => exchange.id === id);
    return { status, principal, reason };
  } finally {
    caller.close();
  }
}
