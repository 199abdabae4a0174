import { createHttpSignatureAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const signature: CreateAuthenticator = ({ signature: options }, { services, once }) =>
  once(`signature ${JSON.stringify(options)}`, () => {
    const { components, maxAge, clockTolerance, nonce, tag } = options;
    const limits = { maxAgeMs: maxAge, clockToleranceMs: clockTolerance };
    return createHttpSignatureAuthenticator({ realm: REALM, directory: services.directory, components, nonce, tag, ...limits });
  });
