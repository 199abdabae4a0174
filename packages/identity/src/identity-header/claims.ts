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
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}
