import type { JsonObject, JsonValue } from '../../json.ts';
import type { ObservedEndpoint } from '../view/observed.ts';

/** Name and object of a security scheme. */
export interface Scheme {
  readonly name: string;
  readonly scheme: JsonObject;
}

const HTTP_SCHEMES: ReadonlySet<string> = new Set([
  'basic',
  'bearer',
  'digest',
  'hoba',
  'mutual',
  'negotiate',
  'vapid',
  'dpop',
  'gnap',
  'privatetoken',
]);

/** Credentials of Airside's that are not in `Authorization`. */
const OWN_HEADERS: Readonly<Record<string, string>> = { signature: 'Signature', webhook: 'Webhook-Signature' };

/** What OpenAPI calls a kind of credential. Where the record does not tell where an API key was sent, it is taken to be in Airside's own header. */
export function schemeOf(credential: string): Scheme {
  const [kind = '', place, ...rest] = credential.split(' ');
  const key = rest.join(' ');
  if (kind === 'apiKey' && (place === 'header' || place === 'query' || place === 'cookie') && key !== '')
    return { name: componentName(`${place}-${key}`), scheme: { type: 'apiKey', in: place, name: key } };
  if (kind === 'apiKey') {
    const description = 'The record does not tell where the key was sent.';
    return { name: 'apiKey', scheme: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description } };
  }
  if (kind === 'certificate') return { name: 'certificate', scheme: { type: 'mutualTLS' } };
  if (HTTP_SCHEMES.has(kind)) return { name: kind, scheme: { type: 'http', scheme: kind } };
  const description = 'OpenAPI has no type for this credential: the header that stands here carries it or belongs to it.';
  const header = OWN_HEADERS[kind] ?? 'Authorization';
  return { name: componentName(kind), scheme: { type: 'apiKey', in: 'header', name: header, description } };
}

/** The `security` of an operation: each way in which it was called with success. Undefined where no record tells. */
export function securityOf({ credentials }: ObservedEndpoint): readonly JsonValue[] | undefined {
  if (credentials === undefined || credentials.length === 0) return undefined;
  const ways = credentials.map(({ value }) => Object.fromEntries(value.map((credential) => [schemeOf(credential).name, []])));
  return ways.every((way) => Object.keys(way).length === 0) ? [] : ways;
}

function componentName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);
}
