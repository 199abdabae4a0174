import type { TokenIssuer } from '../access-token/issuer.ts';
import { hasExcess, parseRemoteUrl } from '../http/location.ts';

/** What an answer may lack although it would tell more (RFC 7662 section 2.2 makes all of it optional). */
export type IntrospectionMember = 'aud' | 'token_type';

/** An identity provider that is asked about tokens (RFC 7662). All times in milliseconds. */
export interface IntrospectingIssuer extends TokenIssuer {
  readonly introspection: IntrospectionSettings;
}

export interface IntrospectionSettings {
  /** Where it answers; undefined while that is not known. */
  endpoint(): URL | undefined;
  readonly clientId: string;
  /** Asked for each time, so that nothing here holds it. */
  clientSecret(): string;
  /** How the gateway proves who asks (RFC 6749 section 2.3.1). */
  readonly authentication: 'client_secret_basic' | 'client_secret_post';
  /** What an answer may lack. */
  readonly mayLack: readonly IntrospectionMember[];
  /** How long an answer that a token is active is believed without asking again; never beyond the token's `exp`. */
  readonly keepActiveMs: number;
  /** The same for an answer that it is not. */
  readonly keepInactiveMs: number;
  readonly timeoutMs: number;
  /** Questions under way at once; as many again wait, the rest is turned away. */
  readonly concurrency: number;
  /**
   * What counts while the provider does not answer: `closed` lets nobody in whose token is not remembered; `stale` lets those in whose token
   * was active when it was last asked about, for so long after `keepActiveMs` has passed, and never beyond its `exp`.
   */
  readonly outage: { readonly policy: 'closed' } | { readonly policy: 'stale'; readonly forMs: number };
}

/**
 * The address of an introspection endpoint.
 *
 * @throws {TypeError} when it is neither an https URL nor http on a loopback address, or holds a user or fragment.
 */
export function introspectionUrl(location: string): URL {
  const url = parseRemoteUrl(location);
  if (url !== undefined && !hasExcess(url)) return url;
  throw new TypeError(`${JSON.stringify(location)} cannot be asked about tokens: expected an https URL, or http on a loopback address`);
}
