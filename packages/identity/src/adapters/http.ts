import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import type { IdentityClaims } from '../identity-header/claims.ts';
import { guard } from './guard.ts';
import { type AirsideIdentityOptions, openCheckpoint } from './options.ts';

export type { IdentityClaims } from '../identity-header/claims.ts';
export type { AirsideIdentityOptions } from './options.ts';

/** A request that came through the gateway, with what that said of the caller; undefined on an exempt path. */
export type IdentifiedRequest = IncomingMessage & { readonly airsideIdentity: IdentityClaims | undefined };

/**
 * Puts the check that calls come through the gateway before request listeners of `node:http` and `node:https`:
 * `createServer(airsideIdentity({ keys, audience })(listener))`. Throws a TypeError for options that would protect nothing.
 */
export function airsideIdentity(
  options: AirsideIdentityOptions,
): (listener: (request: IdentifiedRequest, response: ServerResponse) => void) => RequestListener {
  const checkpoint = openCheckpoint(options);
  return (listener) => (request, response) => {
    guard(checkpoint, request, response, (identity) => listener(Object.assign(request, { airsideIdentity: identity }), response));
  };
}
