import type { IncomingMessage, ServerResponse } from 'node:http';

import type { IdentityClaims } from '../identity-header/claims.ts';
import { guard } from './guard.ts';
import { type AirsideIdentityOptions, openCheckpoint } from './options.ts';

export type { IdentityClaims } from '../identity-header/claims.ts';
export type { AirsideIdentityOptions } from './options.ts';

declare global {
  // Express says what a request has in this namespace, for whoever adds to it.
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface Request {
      /** What the gateway says of the caller; undefined on an exempt path, and before the middleware. */
      airsideIdentity?: IdentityClaims | undefined;
    }
  }
}

/** A middleware as Express 4 and 5 take it. */
export type AirsideIdentityMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * The check that calls come through the gateway as a middleware of Express: `app.use(airsideIdentity({ keys, audience }))`, before any middleware
 * that answers. Throws a TypeError for options that would protect nothing.
 */
export function airsideIdentity(options: AirsideIdentityOptions): AirsideIdentityMiddleware {
  const checkpoint = openCheckpoint(options);
  return (request, response, next) => {
    guard(checkpoint, request, response, (identity) => {
      Object.assign(request, { airsideIdentity: identity });
      next();
    });
  };
}
