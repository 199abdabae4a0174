import { createHttpSignatureAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const signature: CreateAuthenticator = ({ signature: options }, { services, once }) =>
  once(`signature ${JSON.stringify(options)}`, () => {
    const { components, maxAge, clockTolerance, nonce, tag } = options;
    return createHttpSignatureAuthenticator({
      realm: REALM,
      directory: services.directory,
      replay: services.usedMessages,
      components,
      nonce,
      tag,
      maxAgeMs: maxAge,
      clockToleranceMs: clockTolerance,
    });
  });
