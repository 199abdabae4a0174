import type { FastifyPluginCallback } from 'fastify';

import type { IdentityClaims } from '../identity-header/claims.ts';
import { guard } from './guard.ts';
import { type AirsideIdentityOptions, openCheckpoint } from './options.ts';

export type { IdentityClaims } from '../identity-header/claims.ts';
export type { AirsideIdentityOptions } from './options.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the gateway says of the caller; undefined on an exempt path. */
    airsideIdentity: IdentityClaims | undefined;
  }
}

/**
 * The check that calls come through the gateway as a plugin of Fastify 5: `await app.register(airsideIdentity({ keys, audience }))`, before plugins
 * whose hooks answer. It runs as an `onRequest` hook of the instance it is registered on; a refusal leaves by the bare response
 * (`reply.hijack()`), so that no later hook changes it. Throws a TypeError for options that would protect nothing.
 */
export function airsideIdentity(options: AirsideIdentityOptions): FastifyPluginCallback {
  const checkpoint = openCheckpoint(options);
  const plugin: FastifyPluginCallback = (instance, _options, registered) => {
    instance.decorateRequest('airsideIdentity', undefined);
    instance.addHook('onRequest', (request, reply, done) => {
      const proceed = (identity: IdentityClaims | undefined): void => {
        request.airsideIdentity = identity;
        done();
      };
      guard(checkpoint, request.raw, reply.raw, proceed, () => {
        reply.hijack();
      });
    });
    instance.addHook('onClose', (_instance, done) => {
      checkpoint.close();
      done();
    });
    registered();
  };
  // The hook is for the instance itself, not for a scope of the plugin's own; these are the names by which Fastify asks.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: '@airside/identity' });
}
