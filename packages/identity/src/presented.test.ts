import { Secret } from '@airside/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { directoryWith } from '../test/directory.ts';
import { createIntrospectingIssuer } from '../test/issuer.ts';
import { headers } from '../test/tokens.ts';
import { createApiKeyAuthenticator } from './api-key/authenticate.ts';
import type { Authentication } from './authenticator.ts';
import { createBasicAuthenticator } from './basic/authenticate.ts';
import { createPasswordChecker } from './basic/check.ts';
import { createHttpSignatureAuthenticator } from './http-signature/authenticate.ts';
import { createOpaqueTokenAuthenticator } from './introspection/authenticate.ts';
import { createJwtAuthenticator } from './jwt/authenticate.ts';
import { createReplayMemory } from './replay/memory.ts';
import { createWebhookAuthenticator } from './webhook/authenticate.ts';
import { WEBHOOK_SCHEMES } from './webhook/schemes.ts';

const directory = directoryWith();
const replay = createReplayMemory();

const AUTHENTICATORS = [
  createApiKeyAuthenticator({ header: 'Authorization', realm: 'r', directory, api: 'orders' }),
  createBasicAuthenticator({ realm: 'r', directory, checker: createPasswordChecker({ concurrency: 0, queued: 0 }) }),
  createJwtAuthenticator({ realm: 'r', directory, issuers: [] }),
  createJwtAuthenticator({ realm: 'r', directory, issuers: [], besideOpaque: true }),
  createOpaqueTokenAuthenticator({ realm: 'r', directory, issuer: createIntrospectingIssuer(), besideJwt: true }),
];

test.each(AUTHENTICATORS)('$kind: a credential is absent exactly where none is presented', async (authenticator) => {
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.constantFrom('Basic', 'bearer', 'BEARER', 'basic', 'DPoP', 'Digest'),
        fc.constantFrom('', ' ', '  ', '\t'),
        fc.base64String(),
      )
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.option(field, { nil: undefined }), async (authorization) => {
      const read = headers(authorization === undefined ? {} : { authorization });
      return authenticator.isPresented(read) === ((await authenticator.authenticate(read)).outcome !== 'absent');
    }),
  );
});

test.each(AUTHENTICATORS)('$kind: every header that carries the credential is named in lower case', ({ kind, headers: carriers }) => {
  expect(carriers).toEqual(kind === 'jwt' || kind === 'opaque' ? ['authorization', 'dpop'] : ['authorization']);
});

const SIGNATURE_LIMITS = { components: ['@method'], nonce: 'optional', maxAgeMs: 1000, clockToleranceMs: 0 } as const;
const SENDER = {
  id: 'w',
  source: 'file',
  consumer: 'acme',
  scheme: WEBHOOK_SCHEMES.github,
  secrets: [new Secret('a-secret-of-the-sender')],
} as const;

test.each([
  createHttpSignatureAuthenticator({ realm: 'r', directory, replay, ...SIGNATURE_LIMITS }),
  createWebhookAuthenticator({ realm: 'r', directory, replay, webhooks: [SENDER], toleranceMs: 1000 }),
])('$kind: a credential is absent exactly where none of its fields is there', (authenticator) => {
  const fields = fc.subarray(['authorization', 'signature', 'signature-input', 'x-hub-signature-256', 'content-digest']);
  fc.assert(
    fc.property(fields, fc.string({ unit: 'binary' }), (names, value) => {
      const request = headers(Object.fromEntries(names.map((name) => [name, value])));
      const answer = authenticator.authenticate(request) as Authentication;
      expect(answer.outcome !== 'absent').toBe(authenticator.isPresented(request));
      expect(authenticator.isPresented(request)).toBe(names.some((name) => authenticator.headers.includes(name)));
    }),
  );
});
