import { createHttpSignatureAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const signature: CreateAuthenticator = ({ signature: options }, context) => {
  const { configuration, services, once } = context;
  if (options.nonce === 'required' && configuration.gateway.workers > 1) {
    const message = `each of ${configuration.gateway.workers} workers remembers nonces for itself`;
    context.warning(['signature', 'nonce'], {
      message,
      hint: 'one that was used can be used with another worker again; one worker remembers all',
    });
  }
  return once(`signature ${JSON.stringify(options)}`, () => {
    const { components, maxAge, clockTolerance, nonce, tag } = options;
    const limits = { maxAgeMs: maxAge, clockToleranceMs: clockTolerance };
    return createHttpSignatureAuthenticator({ realm: REALM, directory: services.directory, components, nonce, tag, ...limits });
  });
};
