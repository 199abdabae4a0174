import type { Principal } from '@airside/domain';

/** The `typ` of the token in the identity header. Its own, so that no other token passes for one (RFC 8725 section 3.11). */
export const IDENTITY_TYPE = 'airside-identity+jwt';

/** What the gateway tells an upstream about a caller. Times in seconds since 1970. */
export interface IdentityClaims {
  readonly iss: string;
  /** Id of the API that the request is for. */
  readonly aud: string;
  readonly sub: string;
  readonly kind: Principal['kind'];
  readonly consumer?: string;
  /** Names the credential, never reveals it. */
  readonly credential?: string;
  /** Scopes, separated by spaces. */
  readonly scope: string;
  /** The application of the consumer that the credential was given to. */
  readonly application?: string;
  /** The `iss` of the caller's token: `sub` is one name of many where there are several issuers. */
  readonly issuer?: string;
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  /** How and when the end user proved who it is (OpenID Connect Core section 2). */
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly auth_time?: number;
  /** The claims of the caller's token that the API's configuration chose, by name. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Names of what was known and did not fit: whoever decides by one of them cannot, and refuses. */
  readonly omitted?: readonly string[];
  /** What `requestDigest` makes of the one request that the header is for; absent where it is for any request to this API. */
  readonly request?: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}
