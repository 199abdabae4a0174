import { hasExcess, parseRemoteUrl } from '../http/location.ts';

/**
 * Says whether an issuer has a place for its metadata, without reading it.
 *
 * @throws {TypeError} as `openProvider`.
 */
export function checkMetadataLocation(issuer: string): void {
  metadataLocations(issuer);
}

/**
 * Where an issuer publishes its metadata, in the order in which they are asked: OpenID Connect Discovery 1.0 section 4 appends to the issuer,
 * RFC 8414 section 3.1 inserts between host and path.
 *
 * @throws {TypeError} when the issuer is no https URL (http on a loopback address), or has a query, a fragment or a user.
 */
export function metadataLocations(issuer: string): readonly URL[] {
  const url = parseRemoteUrl(issuer);
  if (url === undefined || hasExcess(url) || url.search !== '' || issuer.includes('?')) {
    throw new TypeError(
      `metadata of the issuer ${JSON.stringify(issuer)} cannot be looked up: expected an https URL without query and fragment, or http on a loopback address; otherwise name its key set (jwks)`,
    );
  }
  const path = url.pathname.replace(/\/$/, '');
  return [
    new URL(`${path}/.well-known/openid-configuration`, url.origin),
    new URL(`/.well-known/oauth-authorization-server${path}`, url.origin),
  ];
}
