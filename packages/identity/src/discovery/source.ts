import { send } from '../http/send.ts';
import { readRemoteKeySet } from '../jwks/remote.ts';
import type { KeySource } from '../jwks/source.ts';
import { metadataLocations } from './location.ts';
import { type ProviderMetadata, parseMetadata } from './metadata.ts';

/** A key set that is found by its provider's metadata, which is read anew each time: keys may move. */
export interface DiscoveredSource extends KeySource {
  /** As it was last read; undefined before. */
  readonly metadata: ProviderMetadata | undefined;
}

/** @throws {TypeError} when the issuer has no place for metadata. */
export function createDiscoveredSource(issuer: string): DiscoveredSource {
  const locations = metadataLocations(issuer);
  let metadata: ProviderMetadata | undefined;
  return {
    location: `of ${issuer}`,
    get metadata() {
      return metadata;
    },
    async read(signal) {
      metadata = parseMetadata(await readMetadata(locations, signal), issuer);
      return readRemoteKeySet(metadata.jwksUri, signal);
    },
  };
}

/** Largest metadata document that is read. */
const MOST_BYTES = 256 * 1024;

async function readMetadata(locations: readonly URL[], signal: AbortSignal): Promise<string> {
  for (const url of locations) {
    const { status, body } = await send({ url, method: 'GET', headers: { accept: 'application/json' }, signal, mostBytes: MOST_BYTES });
    if (status === 200) return new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (status !== 404) throw new Error(`${url.href} answered with status ${status}: expected 200, without redirect`);
  }
  throw new Error(`no metadata at ${locations.map(({ href }) => href).join(' or ')}`);
}
