import { excerpt } from '../header/excerpt.ts';
import type { JoseHeader } from './compact.ts';
import type { PreparedIssuer } from './issuer.ts';

/** Why the header of a token is not acceptable to its issuer's rules, or `undefined`. Nothing of it is trusted before this. */
export function faultInHeader({ alg, typ, type }: JoseHeader, issuer: PreparedIssuer): string | undefined {
  if (!issuer.allowedAlgorithms.has(alg)) {
    return `algorithm ${excerpt(alg)} is not allowed: expected ${issuer.algorithms.join(' or ')}`;
  }
  if (!issuer.allowedTypes.has(type)) {
    const found = typ === undefined ? 'has no type (typ)' : `is of type ${excerpt(typ)}`;
    return `token ${found}: expected ${issuer.types.join(' or ')}`;
  }
  return undefined;
}
