import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { callShowing, type Issued, MUTUAL_TLS, tokenIssuer } from '../../../test/bound-tokens.ts';
import { type House, startHouse, startUpstream, type Upstream } from '../../../test/house.ts';
import { createPki, type Pki } from '../../../test/secure-call.ts';

const issuer = tokenIssuer();

let pki: Pki;
let upstream: Upstream;
let house: House;
let acme: Issued;
let globex: Issued;

beforeAll(async () => {
  pki = await createPki();
  acme = await pki.authority.issue({ subject: 'CN=acme' });
  globex = await pki.authority.issue({ subject: 'CN=globex' });
  upstream = await startUpstream();
  const consumers = ['acme', 'globex'].map(
    (id) => `${id}: { certificates: [{ subject: 'CN=${id}' }], clients: [{ issuer: idp, clientId: ${id}-app }] }`,
  );
  house = await startHouse(
    `${issuer.issuers}
consumers: { ${consumers.join(', ')} }
apis: { orders: { upstreams: ['${upstream.url}'], policies: { authentication: { accept: [{ all: [jwt, certificate] }] } } } }
`,
    { ...pki.files, 'jwks.json': issuer.jwks },
    MUTUAL_TLS,
  );
});

afterAll(async () => {
  await house.close();
  await upstream.close();
});

function bearer(client: string, claims: object = {}): { readonly authorization: string } {
  return issuer.bearer({ client_id: client, ...claims });
}

describe('a token and the client certificate of its consumer', () => {
  test('pass together, over TLS', async () => {
    expect(await callShowing(house, acme, bearer('acme-app'), 'both')).toMatchObject({
      status: 200,
      principal: { kind: 'jwt', consumer: 'acme', beside: [{ kind: 'certificate', consumer: 'acme' }] },
    });
  });

  test.each([
    ['the certificate alone', () => acme, {}, /jwt missing/],
    ['the token alone', () => undefined, bearer('acme-app'), /certificate missing/],
    ['a token stolen by another consumer', () => globex, bearer('acme-app'), /different consumers: jwt of acme, certificate of globex/],
    ['an expired token beside the right certificate', () => acme, bearer('acme-app', { exp: 1 }), /exp/],
  ])('%s does not do', async (name, own, headers, reason) => {
    const answer = await callShowing(house, own(), headers, name.replaceAll(' ', '-'));
    expect(answer).toMatchObject({ status: 401, principal: null });
    expect(answer.reason).toMatch(reason);
    expect(upstream.seen.filter(({ headers: seen }) => seen['x-request-id'] === name.replaceAll(' ', '-'))).toHaveLength(0);
  });
});
