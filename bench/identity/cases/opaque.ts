import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createOpaqueTokenAuthenticator, introspectionUrl } from '@airside/identity';

import { assertAccepted } from '../accepted.ts';
import { benchDirectory } from '../directory.ts';
import { requestWith } from '../request.ts';
import type { BenchCase } from './case.ts';

const DAY_MS = 86_400_000;

export const cachedOpaque: BenchCase = {
  id: 'opaque-cached',
  title: 'opaque token that was asked about before',
  async prepare() {
    const answer = {
      active: true,
      iss: 'https://login.example.com',
      aud: 'https://api.example.com',
      sub: 'anna',
      client_id: 'consumer7',
      scope: 'a b',
    };
    const exp = Math.floor(Date.now() / 1000) + DAY_MS / 1000;
    const provider = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...answer, token_type: 'Bearer', exp }));
    });
    provider.listen(0, '127.0.0.1');
    await once(provider, 'listening');
    const endpoint = introspectionUrl(`http://127.0.0.1:${(provider.address() as AddressInfo).port}/`);
    const authenticator = createOpaqueTokenAuthenticator({
      realm: 'bench',
      directory: benchDirectory(),
      issuer: {
        name: 'idp',
        issuer: 'https://login.example.com',
        audience: ['https://api.example.com'],
        clockToleranceMs: 5000,
        clientClaims: ['client_id'],
        scopeClaims: ['scope'],
        introspection: {
          endpoint: () => endpoint,
          clientId: 'gateway',
          clientSecret: () => 'a secret of the bench',
          authentication: 'client_secret_basic',
          mayLack: [],
          keepActiveMs: DAY_MS,
          keepInactiveMs: 1000,
          timeoutMs: 5000,
          concurrency: 4,
          outage: { policy: 'closed' },
        },
      },
    });
    const request = requestWith({ Authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA.3c9f1a' });
    await assertAccepted(authenticator, request);
    // From here on only what is remembered can be answered with.
    provider.close();
    provider.closeAllConnections();
    return { batch: 1000, call: () => authenticator.authenticate(request) };
  },
};
