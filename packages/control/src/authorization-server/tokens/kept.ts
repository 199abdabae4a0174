import type { Provider } from 'oidc-provider';

interface Token {
  getValueAndPayload(this: Token): Promise<{ value: string; payload?: unknown }>;
}
type Model = { readonly prototype: Token };

/**
 * Access tokens that are JWTs are also kept by their `jti`, so that they can be introspected (RFC 7662) and revoked (RFC 7009). The library
 * by itself forgets them once they are issued.
 */
export function keepAccessTokens(provider: Provider): void {
  const { getValueAndPayload: asKept } = Object.getPrototypeOf((provider.BaseToken as unknown as Model).prototype) as Token;
  for (const { prototype } of [provider.AccessToken, provider.ClientCredentials] as unknown as Model[]) {
    const { getValueAndPayload: asIssued } = prototype;
    prototype.getValueAndPayload = async function () {
      const issued = await asIssued.call(this);
      return issued.payload === undefined ? { ...issued, payload: (await asKept.call(this)).payload } : issued;
    };
  }
}
