import type { KeySet } from '../jwks/key-set.ts';
import { type KeySetOptions, openDiscoveredKeySet } from '../jwks/open.ts';
import { createDiscoveredSource } from './source.ts';

/** An identity provider that says itself where its keys and endpoints are. */
export interface Provider {
  readonly keys: KeySet;
  /** Where it judges opaque tokens (RFC 7662); undefined while that is not known, or where it does not. */
  introspectionEndpoint(): URL | undefined;
}

/**
 * Opens a provider by its issuer. Metadata and keys are read at once, then together every 10 minutes, and when a token names an unknown key.
 * While either cannot be read, known keys serve for up to 24 hours, as those of any key set.
 *
 * @throws {TypeError} when the issuer is no https URL, or http on a loopback address.
 */
export function openProvider(issuer: string, options: KeySetOptions = {}): Provider {
  const source = createDiscoveredSource(issuer);
  return {
    keys: openDiscoveredKeySet(source, options),
    introspectionEndpoint: () => source.metadata?.introspectionEndpoint,
  };
}
