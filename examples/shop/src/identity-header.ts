import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

import { AUDIENCE } from './access-token.ts';
import { Refusal } from './problem.ts';

const FETCH_TIMEOUT_MS = 2000;

/** What the gateway in front vouches for. */
export interface GatewayIdentity {
  readonly kind: 'apiKey' | 'basic' | 'jwt';
  readonly subject: string;
  readonly consumer: string | undefined;
  /** Space separated. */
  readonly scope: string;
}

export interface IdentityHeader {
  /** Rejects with a refusal: 401 for a value that the gateway did not sign for this API, 503 when its keys cannot be had. */
  verify(value: string): Promise<GatewayIdentity>;
}

/** Verifies `Airside-Identity` with the gateway's public keys, which are fetched when the first such header arrives. */
export function createIdentityHeader(jwksUrl: string): IdentityHeader {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: FETCH_TIMEOUT_MS });

  return {
    async verify(value) {
      try {
        const { payload } = await jwtVerify(value, keys, {
          algorithms: ['EdDSA'],
          typ: 'airside-identity+jwt',
          issuer: 'airside',
          audience: AUDIENCE,
          requiredClaims: ['sub', 'kind', 'exp'],
        });
        return toIdentity(payload);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        if (isKeySetFailure(error)) throw new Refusal('overloaded', { detail: "The gateway's keys cannot be read." });
        throw new Refusal('credential-required', { detail: 'The Airside-Identity header is not valid.' });
      }
    },
  };
}

function toIdentity({ sub, kind, consumer, scope }: JWTPayload): GatewayIdentity {
  if (sub === undefined || (kind !== 'apiKey' && kind !== 'basic' && kind !== 'jwt')) {
    throw new Refusal('credential-required', { detail: 'The Airside-Identity header has an unknown kind.' });
  }
  return {
    kind,
    subject: sub,
    consumer: typeof consumer === 'string' ? consumer : undefined,
    scope: typeof scope === 'string' ? scope : '',
  };
}

/** Whether the failure lies with the key set rather than with the header: jose tells the two apart by class and code only. */
function isKeySetFailure(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === 'ERR_JOSE_GENERIC';
}
