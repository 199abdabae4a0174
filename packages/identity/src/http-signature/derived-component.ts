import type { CredentialRequest } from '../authenticator.ts';
import type { Parameters } from '../structured-fields/types.ts';
import type { ComponentValue } from './field-value.ts';

/** The value of a component that is no header field (RFC 9421 section 2.2), from the request as the caller sent it. */
export function derivedComponent(request: CredentialRequest, name: string, parameters: Parameters): ComponentValue {
  if (name === '@query-param') return queryParameter(request, parameters);
  if (parameters.size > 0) return { ok: false, reason: `component ${name} has a parameter that is not supported` };
  const value = DERIVED[name]?.(request);
  return value === undefined ? { ok: false, reason: 'a covered component is unknown, or not one of requests' } : { ok: true, value };
}

const DERIVED: Readonly<Record<string, ((request: CredentialRequest) => string) | undefined>> = Object.assign(
  Object.create(null) as object,
  {
    '@method': ({ method }: CredentialRequest) => method,
    '@target-uri': (request: CredentialRequest) => `${request.scheme}://${authorityOf(request)}${split(request).pathAndQuery}`,
    '@authority': authorityOf,
    '@scheme': ({ scheme }: CredentialRequest) => scheme,
    '@request-target': sent,
    '@path': (request: CredentialRequest) => split(request).path,
    '@query': (request: CredentialRequest) => `?${split(request).query}`,
  },
);

function sent({ sentTarget, target }: CredentialRequest): string {
  return sentTarget ?? target;
}

/** In lower case, without the port that the scheme implies (RFC 9110 section 4.2.3). */
function authorityOf({ authority, scheme }: CredentialRequest): string {
  const lower = authority.toLowerCase();
  const standard = scheme === 'https' ? ':443' : ':80';
  return lower.endsWith(standard) ? lower.slice(0, -standard.length) : lower;
}

function split(request: CredentialRequest): { readonly path: string; readonly query: string; readonly pathAndQuery: string } {
  let text = sent(request);
  if (!text.startsWith('/')) {
    // The absolute form (RFC 9112 section 3.2.2), which the listener lets pass where it names the host of the request.
    const start = text.search(/[/?]/) === -1 ? -1 : text.indexOf('/', text.indexOf('://') + 3);
    text = start === -1 ? '/' : text.slice(start);
  }
  const mark = text.indexOf('?');
  return mark === -1
    ? { path: text, query: '', pathAndQuery: text }
    : { path: text.slice(0, mark), query: text.slice(mark + 1), pathAndQuery: text };
}

/** Section 2.2.8: decoded as a form, then written in one way. A name that occurs twice cannot be covered. */
function queryParameter(request: CredentialRequest, parameters: Parameters): ComponentValue {
  const name = parameters.get('name');
  if (name?.type !== 'string' || parameters.size > 1) return { ok: false, reason: 'component @query-param has not just a name' };
  const values = [...new URLSearchParams(split(request).query)].filter(([key]) => encode(key) === name.value).map(([, value]) => value);
  const [value] = values;
  if (value === undefined || values.length > 1) return { ok: false, reason: 'a covered query parameter is missing or repeated' };
  return { ok: true, value: encode(value) };
}

/** The application/x-www-form-urlencoded percent-encode set (WHATWG URL section 1.3), with spaces as `%20`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
