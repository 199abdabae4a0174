import { createIdentitySigner, createIdentityVerifier, createStaticKeySet, generateIdentityKey } from '@airside/identity';

import type { BenchCase } from './case.ts';

const PRINCIPAL = { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'first', scopes: ['orders:read'] } as const;
const REQUEST = { method: 'GET', target: '/orders/7' };

export const identityHeader: BenchCase = {
  id: 'identity-header',
  title: "the gateway's identity header in an upstream, verified before",
  async prepare() {
    const signer = createIdentitySigner({ key: await generateIdentityKey(), issuer: 'airside', lifetimeMs: 86_400_000 });
    const header = signer.sign(PRINCIPAL, { audience: 'orders' }, REQUEST);
    const verifier = createIdentityVerifier({ keys: createStaticKeySet(signer.jwks), issuer: 'airside', audience: 'orders' });
    await verifier.verify(header, REQUEST);
    return { batch: 1000, call: () => verifier.verify(header, REQUEST) };
  },
};

export const boundIdentityHeader: BenchCase = {
  id: 'identity-header-bound',
  title: 'signing an identity header that is bound to its request',
  async prepare() {
    const signer = createIdentitySigner({ key: await generateIdentityKey(), issuer: 'airside', lifetimeMs: 60_000 });
    const terms = { audience: 'orders', boundToRequest: true };
    return { batch: 64, call: () => signer.sign(PRINCIPAL, terms, REQUEST) };
  },
};
