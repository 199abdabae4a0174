/** What `issuers`, `clients` and records call the authorization server within. */
export const AUTHORIZATION_SERVER = 'airside';

/** Below this path of every listener the authorization server is reached. */
export const AUTHORIZATION_SERVER_PATH = '/.airside/oauth';

/** What an API is called as the resource that a token is for (RFC 8707 section 2): the `aud` of its tokens. */
export function apiResource(apiId: string): string {
  return `urn:airside:api:${apiId}`;
}
