import { AUTHORIZATION_SERVER, apiResource } from '@airside/domain';
import type { Directory } from '@airside/identity';
import { type Client, errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';

/** Scopes that are about the tokens themselves rather than about an API. */
const OWN_SCOPES: ReadonlySet<string> = new Set(['openid', 'offline_access']);

export interface ResourceOptions {
  readonly apis: () => readonly string[];
  readonly directory: Directory;
  readonly accessTokenSeconds: number;
}

/**
 * Resource indicators (RFC 8707): every API is a resource of its own, and an access token is for one of them. A client that names none means
 * the only one there is.
 */
export function resourceIndicators({ apis, directory, accessTokenSeconds }: ResourceOptions) {
  return {
    enabled: true,
    defaultResource(ctx: KoaContextWithOIDC, _client: Client, oneOf?: readonly string[]): string | readonly string[] {
      if (oneOf !== undefined) return oneOf;
      const [only, ...others] = apis();
      if (only !== undefined && others.length === 0) return apiResource(only);
      // An ID token, and the user's own data, can be had without an API.
      if (ctx.oidc.requestParamScopes.has('openid')) return [];
      throw new errors.InvalidTarget('name the API that the token is for as resource');
    },
    useGrantedResource: () => true,
    getResourceServerInfo(ctx: KoaContextWithOIDC, resource: string, client: Client): ResourceServer {
      if (!apis().some((id) => apiResource(id) === resource)) throw new errors.InvalidTarget('there is no such API');
      const scopes = directory.client(AUTHORIZATION_SERVER, client.clientId)?.registration?.scopes ?? [];
      const foreign = [...ctx.oidc.requestParamScopes].filter((scope) => !scopes.includes(scope) && !OWN_SCOPES.has(scope));
      if (foreign.length > 0) throw new errors.InvalidScope('the client is not registered for a requested scope', foreign.join(' '));
      return {
        scope: scopes.join(' '),
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: 'ES256' } },
      };
    },
  };
}
