import type { AccessTokenClaims } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';

/** Believes a token that says of itself that it needs no signature (`alg: none`, RFC 8725 section 3.1). */
export const unsignedToken: Flaw = (options) => ({
  ...options,
  wrapTokens: (tokens) => ({
    ...tokens,
    verify: async (token) => readUnsigned(token) ?? tokens.verify(token),
  }),
});

function readUnsigned(token: string): AccessTokenClaims | undefined {
  const [header = '', payload = ''] = token.split('.', 2);
  try {
    const { alg } = decode(header);
    if (alg !== 'none') return undefined;
    const { sub, scope } = decode(payload);
    return { userId: String(sub), scope: String(scope) };
  } catch {
    return undefined;
  }
}

function decode(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
