import { formDecode } from '../validate/parameters/decode.ts';
import { isKeyHeader } from './key-header.ts';

/** Names of cookies that hold a session or a token, lower case. */
const SESSION_COOKIE =
  /(?:^|[-_.])(?:session|sessionid|sess|sid|ssid|jsessionid|phpsessid|auth|token|jwt|access_token|id_token|login)$|sessid$|session(?:_?id)?$|^connect\.sid$/;
/** Parameters of the query that carry a credential (RFC 6750 section 2.3, and habits), lower case. */
const QUERY_CREDENTIAL = /^(?:access_token|auth_token|api[-_]?key|apikey|subscription-key|x-api-key|jwt)$/;
const MOST_COOKIES = 50;
const MOST_PAIRS = 100;
const LONGEST_NAME = 100;

/**
 * The credentials that a request shows by its header fields (names in lower case) and its query: schemes of `Authorization` in lower case, and
 * `apiKey header NAME`, `apiKey cookie NAME`, `apiKey query NAME`. Names only, never values.
 */
export function credentialsIn(headers: readonly (readonly [name: string, value: string])[], query: string): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of headers) {
    if (name === 'authorization') found.add(schemeOf(value));
    else if (name === 'cookie') for (const cookie of sessionCookies(value)) found.add(`apiKey cookie ${cookie}`);
    else if (isKeyHeader(name)) found.add(`apiKey header ${name}`);
  }
  for (const credential of credentialsInQuery(query)) found.add(credential);
  return [...found];
}

/** The credentials that a query shows. */
export function credentialsInQuery(query: string): readonly string[] {
  if (query === '') return [];
  const names = query.split('&', MOST_PAIRS).map((pair) => formDecode(pair.split('=', 1)[0] ?? '') ?? '');
  return names.filter((name) => QUERY_CREDENTIAL.test(name.toLowerCase())).map((name) => `apiKey query ${name}`);
}

function schemeOf(authorization: string): string {
  const [scheme = ''] = authorization.trimStart().split(' ', 1);
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/.test(scheme) && authorization.trim() !== scheme
    ? scheme.toLowerCase()
    : 'apiKey header authorization';
}

function sessionCookies(header: string): readonly string[] {
  const names = header.split(';', MOST_COOKIES).map((cookie) => cookie.split('=', 1)[0]?.trim() ?? '');
  return names.filter((name) => name.length <= LONGEST_NAME && SESSION_COOKIE.test(name.toLowerCase()));
}
