/**
 * What follows the authentication scheme in an `Authorization` field, or `undefined` where the field is missing or names another scheme.
 * Schemes compare without regard to case (RFC 9110 section 11.1). A scheme with nothing behind it yields the empty string.
 */
export function credentialsOf(scheme: string, authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length < scheme.length) return undefined;
  const after = authorization.charCodeAt(scheme.length);
  if (authorization.length > scheme.length && after !== SPACE) return undefined;
  // Almost all write it as it is registered.
  if (!authorization.startsWith(scheme) && authorization.slice(0, scheme.length).toLowerCase() !== scheme.toLowerCase()) return undefined;
  let start = scheme.length;
  while (authorization.charCodeAt(start) === SPACE) start++;
  return authorization.slice(start);
}

const SPACE = 0x20;
