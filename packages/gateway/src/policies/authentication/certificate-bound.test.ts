import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { callShowing, type Issued, MUTUAL_TLS, tokenIssuer } from '../../../test/bound-tokens.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { createPki, type Pki } from '../../../test/secure-call.ts';

// RFC 8705 section 3, over TLS: the certificate is the one of the connection that the token comes on.

const issuer = tokenIssuer();

let pki: Pki;
let upstream: Upstream;
let house: House;
let own: Issued;
let other: Issued;

beforeAll(async () => {
  pki = await createPki();
  own = await pki.authority.issue({ subject: 'CN=acme' });
  other = await pki.authority.issue({ subject: 'CN=acme' });
  upstream = await startUpstream();
  house = await startHouse(
    `${issuer.issuers}
apis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [jwt] } } } }
`,
    { ...pki.files, 'jwks.json': issuer.jwks },
    MUTUAL_TLS,
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

function thumbprint({ certificate }: Issued): string {
  return Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}

function bearer(cnf: unknown): { readonly authorization: string } {
  return issuer.bearer({ cnf });
}

let count = 0;

function call(shown: Issued | undefined, headers: Record<string, string>) {
  return callShowing(house, shown, headers, `bound-${++count}`);
}

describe('a token that is bound to a certificate', () => {
  test('passes on each connection that shows it, and on none that does not, whatever was seen before', async () => {
    const token = bearer({ 'x5t#S256': thumbprint(own) });
    expect(await call(own, token)).toMatchObject({ status: 200, principal: { kind: 'jwt', subject: 'user-1' } });
    expect(await call(undefined, token)).toMatchObject({
      status: 401,
      principal: null,
      reason: expect.stringContaining('shows none') as string,
    });
    expect(await call(other, token)).toMatchObject({
      status: 401,
      principal: null,
      reason: expect.stringContaining('another client certificate') as string,
    });
    expect(await call(own, token)).toMatchObject({ status: 200 });
    expect(upstream.seen).toHaveLength(2);
  });

  test('is refused beside the right certificate in a field, which anybody can write', async () => {
    const token = bearer({ 'x5t#S256': thumbprint(own) });
    const field = { 'client-cert': `:${own.certificate.raw.toString('base64')}:` };
    expect(await call(undefined, { ...token, ...field })).toMatchObject({ status: 401, principal: null });
    expect(await call(other, { ...token, ...field })).toMatchObject({ status: 401, principal: null });
  });

  test.each([
    [
      'the SHA-1 of the certificate',
      () => ({ x5t: Buffer.from(own.certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url') }),
    ],
    ['its hash in hexadecimal', () => ({ 'x5t#S256': own.certificate.fingerprint256.replaceAll(':', '').toLowerCase() })],
    ['nothing', () => ({})],
  ])('by %s is refused', async (_what, cnf) => {
    expect(await call(own, bearer(cnf()))).toMatchObject({ status: 401, principal: null });
  });
});

test('a token that is bound to nothing passes on any connection', async () => {
  expect(await call(other, bearer(undefined))).toMatchObject({ status: 200, principal: { kind: 'jwt' } });
});
