/**
 * Whether a token has the form of a JWT, signed or encrypted: three or five parts between dots, the first of which begins with a brace under
 * its base64url. It is the one question by which tokens are parted where both kinds are accepted: each token is of exactly one kind, whoever
 * asks, so that none is judged by the laxer of two rules.
 */
export function hasJwtForm(token: string): boolean {
  if (!BRACE.test(token)) return false;
  const parts = token.split('.', 6).length;
  return parts === 3 || parts === 5;
}

/** The characters that `{` (0x7B) turns into, whatever follows it. */
const BRACE = /^e[w-z0-9_-]/;
