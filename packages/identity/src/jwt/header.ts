import { excerpt } from '../header/excerpt.ts';
import type { JoseHeader } from './compact.ts';
import type { PreparedIssuer } from './issuer.ts';
import { normalizeType } from './type.ts';

/** Why the header of a token is not acceptable to its issuer's rules, or `undefined`. Nothing of it is trusted before this. */
export function faultInHeader({ alg, typ }: JoseHeader, issuer: PreparedIssuer): string | undefined {
  if (!issuer.allowedAlgorithms.has(alg)) {
    return `algorithm ${excerpt(alg)} is not allowed: expected ${issuer.algorithms.join(' or ')}`;
  }
  // A missing type says as little as `JWT` does (RFC 7519 section 5.1), so it passes where that passes and nowhere else.
  if (!issuer.allowedTypes.has(normalizeType(typ ?? 'JWT'))) {
    const found = typ === undefined ? 'has no type (typ)' : `is of type ${excerpt(typ)}`;
    return `token ${found}: expected ${issuer.types.join(' or ')}`;
  }
  return undefined;
}
