import { excerpt } from '../header/excerpt.ts';
import { hasExcess, parseRemoteUrl } from '../http/location.ts';

/** What is used of a provider's metadata (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2). */
export interface ProviderMetadata {
  readonly jwksUri: URL;
  readonly introspectionEndpoint: URL | undefined;
}

/**
 * Reads a provider's metadata. Its `issuer` must be the expected one, character by character: else one provider could speak for another
 * (RFC 8414 section 6.2). Where the issuer is https, so are its endpoints.
 *
 * @throws {Error} that says what is wrong.
 */
export function parseMetadata(text: string, issuer: string): ProviderMetadata {
  const document = parseObject(text);
  const { issuer: found, jwks_uri: jwksUri, introspection_endpoint: introspection } = document;
  if (found !== issuer) {
    const named = typeof found === 'string' ? excerpt(found) : 'nobody';
    throw new Error(`metadata speaks for ${named}: expected exactly ${JSON.stringify(issuer)} as its issuer`);
  }
  return {
    jwksUri: endpoint('jwks_uri', jwksUri, issuer),
    introspectionEndpoint: introspection === undefined ? undefined : endpoint('introspection_endpoint', introspection, issuer),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('metadata is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('metadata is not a JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function endpoint(name: string, value: unknown, issuer: string): URL {
  const url = typeof value === 'string' ? parseRemoteUrl(value) : undefined;
  const downgraded = url?.protocol === 'http:' && issuer.startsWith('https:');
  if (url === undefined || hasExcess(url) || downgraded) throw new Error(`metadata has no usable ${name}: expected an https URL`);
  return url;
}
