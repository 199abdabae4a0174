/** How a caller proved who it is. `anonymous` is a caller without a credential on an API that was opened on purpose. */
export type CredentialKind = 'apiKey' | 'basic' | 'jwt';

/** The kinds of credential that can be asked for, in the order in which they are tried when configuration names none. */
export const CREDENTIAL_KINDS = ['apiKey', 'basic', 'jwt'] as const satisfies readonly CredentialKind[];

/** Who calls, as the identity checkpoint established it. Immutable; shared between requests by caches. */
export interface Principal {
  readonly kind: CredentialKind | 'anonymous';
  /** The subject: the `sub` of a token, the user name of Basic authentication, the consumer's id for an API key. */
  readonly subject: string;
  /** The registered consumer that the credential belongs to; null when a trusted issuer vouches for somebody not registered here. */
  readonly consumer: string | null;
  /** Names the credential without revealing it: a key's id, `issuer#client`, never the secret or a prefix long enough to guess from. */
  readonly credential: string | null;
  readonly scopes: readonly string[];
  /** The `iss` of a token. */
  readonly issuer?: string;
}

/** A caller that showed no credential. */
export const ANONYMOUS: Principal = Object.freeze({
  kind: 'anonymous',
  subject: 'anonymous',
  consumer: null,
  credential: null,
  scopes: Object.freeze([]),
});
