import { IncomingMessage } from 'node:http';

import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { Provider } from 'oidc-provider';

import { readFormBody } from '../http/form.ts';

const ENDPOINTS: ReadonlySet<string> = new Set(['/introspect', '/revoke']);
/** In the place of a token that is not ours: nothing has this id. */
const NOBODYS = 'unknown';

/**
 * A request for introspection or revocation with the id (`jti`) of an access token in the place of the token, as access tokens are kept by
 * their ids. The library would refuse a JWT in either place. Any other request as it is.
 */
export async function withTokenIds(
  request: IncomingMessage,
  path: string,
  provider: Provider,
  keys: JSONWebKeySet,
): Promise<IncomingMessage> {
  if (request.method !== 'POST' || !ENDPOINTS.has(path)) return request;
  const body = await readFormBody(request);
  const form = new URLSearchParams(body ?? '');
  const tokens = form.getAll('token');
  const [token = ''] = tokens;
  if (tokens.length === 1 && token.split('.').length === 3) form.set('token', await idOf(token, provider.issuer, keys));
  return withBody(request, body === undefined ? '' : form.toString());
}

/** Expired ones too: the library knows what to say of those. */
async function idOf(token: string, issuer: string, keys: JSONWebKeySet): Promise<string> {
  try {
    const { payload, protectedHeader } = await compactVerify(token, createLocalJWKSet(keys), { algorithms: ['ES256'] });
    const { iss, jti } = JSON.parse(new TextDecoder().decode(payload)) as { readonly iss?: unknown; readonly jti?: unknown };
    return protectedHeader.typ === 'at+jwt' && iss === issuer && typeof jti === 'string' ? jti : NOBODYS;
  } catch {
    return NOBODYS;
  }
}

/** The same request with another body, not yet read. */
function withBody(request: IncomingMessage, body: string): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  const bytes = Buffer.from(body);
  const { method, url, httpVersion, headers } = request;
  delete headers['transfer-encoding'];
  Object.assign(copy, {
    method,
    url,
    httpVersion,
    headers: { ...headers, 'content-length': String(bytes.length) },
    originalUrl: (request as { originalUrl?: string }).originalUrl,
    complete: true,
  });
  copy.push(bytes);
  copy.push(null);
  return copy;
}
