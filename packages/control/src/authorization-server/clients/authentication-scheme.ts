import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Refuses clients that try to prove themselves under a scheme other than Basic as RFC 6749 section 5.2 says: 401, `invalid_client` and a challenge.
 * The library calls such requests malformed.
 */
export function refuseOtherSchemes(paths: readonly string[]): (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void> {
  return async (ctx, next) => {
    const authorization = ctx.get('authorization');
    if (authorization === '' || BASIC.test(authorization) || !paths.includes(ctx.path)) return next();
    ctx.status = 401;
    ctx.set('WWW-Authenticate', 'Basic realm="airside"');
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { error: 'invalid_client', error_description: 'client authentication failed' };
  };
}

const BASIC = /^basic(?: |$)/i;
