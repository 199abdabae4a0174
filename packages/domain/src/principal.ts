/** The kinds of credential that can be asked for, in the order in which they are tried when configuration names none. */
export const CREDENTIAL_KINDS = ['apiKey', 'basic', 'jwt', 'opaque', 'certificate', 'signature', 'webhook'] as const;

/** How a caller proved who it is. */
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** `anonymous` is a caller without a credential on an API that was opened on purpose. */
export const PRINCIPAL_KINDS = [...CREDENTIAL_KINDS, 'anonymous'] as const;

/** Who calls, as the identity checkpoint established it. Immutable; shared between requests by caches. */
export interface Principal {
  readonly kind: (typeof PRINCIPAL_KINDS)[number];
  /** The subject: the `sub` of a token, the user name of Basic authentication, the consumer's id for anything else. */
  readonly subject: string;
  /** The registered consumer that the credential belongs to; null when a trusted issuer vouches for somebody not registered here. */
  readonly consumer: string | null;
  /** Names the credential without revealing it: a key's id, `issuer#client`, never the secret or a prefix long enough to guess from. */
  readonly credential: string | null;
  readonly scopes: readonly string[];
  /** Names the one token that was shown without revealing it: the first 96 bits of its SHA-256, base64url. */
  readonly token?: string;
  /** The `iss` of a token. */
  readonly issuer?: string;
  /** The `x5t#S256` of a certificate (RFC 8705 section 3.1). */
  readonly thumbprint?: string;
  /** The application of the consumer that the credential was given to. */
  readonly application?: string;
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  /** The plan whose limits count, by its id. */
  readonly plan?: string;
  /** Claims that a token or an introspection answer makes, verified; for access rules, never for a record. */
  readonly claims?: ReadonlyMap<string, unknown> | undefined;
  /** When the end user last proved who it is, in milliseconds since 1970 (`auth_time`). */
  readonly authenticatedAtMs?: number | undefined;
  /** Authentication context class (`acr`) and methods (`amr`) of the end user. */
  readonly acr?: string | undefined;
  readonly amr?: readonly string[] | undefined;
  /** What else had to be shown where several credentials are asked for together: who each of them speaks of. */
  readonly beside?: readonly Principal[];
}

/** A caller that showed no credential. */
export const ANONYMOUS: Principal = Object.freeze({
  kind: 'anonymous',
  subject: 'anonymous',
  consumer: null,
  credential: null,
  scopes: Object.freeze([]),
});
