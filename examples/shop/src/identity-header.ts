import {
  createIdentityVerifier,
  type IdentityClaims,
  IdentityHeaderError,
  type IdentityVerifier,
  type KeySet,
  openKeySet,
} from '@airside/identity';

import { AUDIENCE } from './access-token.ts';
import { Refusal } from './problem.ts';

/** What the gateway in front vouches for. */
export interface GatewayIdentity {
  readonly kind: Exclude<IdentityClaims['kind'], 'anonymous'>;
  readonly subject: string;
  readonly consumer: string | undefined;
  /** Space separated. */
  readonly scope: string;
}

/** The method and target that a header came with. */
export type HeaderRequest = Parameters<IdentityVerifier['verify']>[1];

export interface IdentityHeader {
  /** Rejects with a refusal: 401 for a value that the gateway did not sign for this API, 503 when its keys cannot be had. */
  verify(value: string, request: HeaderRequest): Promise<GatewayIdentity>;
  /** Stops reading keys. */
  close(): void;
}

/**
 * Verifies `Airside-Identity` with the gateway's public keys, which are read when the first such header arrives. The shop has callers of its own
 * beside the gateway's; an API that has none puts a middleware of `@airside/identity` before everything, and is done.
 */
export function createIdentityHeader(jwksUrl: string): IdentityHeader {
  let opened: { readonly keys: KeySet; readonly verifier: IdentityVerifier } | undefined;
  const open = () => {
    const keys = openKeySet(jwksUrl);
    return { keys, verifier: createIdentityVerifier({ keys, issuer: 'airside', audience: AUDIENCE }) };
  };

  return {
    async verify(value, request) {
      opened ??= open();
      try {
        return toIdentity(await opened.verifier.verify(value, request));
      } catch (error) {
        if (!(error instanceof IdentityHeaderError)) throw error;
        if (error.fault === 'unavailable') throw new Refusal('overloaded', { detail: "The gateway's keys cannot be read." });
        throw new Refusal('credential-required', { detail: 'The Airside-Identity header is not valid.' });
      }
    },
    close: () => opened?.keys.close(),
  };
}

function toIdentity({ sub, kind, consumer, scope }: IdentityClaims): GatewayIdentity {
  if (kind === 'anonymous') throw new Refusal('credential-required', { detail: 'The Airside-Identity header names nobody.' });
  return { kind, subject: sub, consumer, scope };
}
