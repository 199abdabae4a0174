import type { Principal } from '@airside/domain';

import { excerpt } from '../header/excerpt.ts';
import type { KeyLookup } from '../jwks/key-set.ts';
import { type Confirmation, readConfirmation } from '../sender-constraint/confirmation.ts';
import { faultInBinding } from '../sender-constraint/demand.ts';
import { faultInAudience } from './audience.ts';
import { type CompactToken, parseCompact } from './compact.ts';
import { faultInHeader } from './header.ts';
import type { PreparedIssuer } from './issuer.ts';
import { principalOf } from './principal.ts';
import { faultInPurpose } from './purpose.ts';
import { hasSignatureOf } from './signature.ts';
import { faultInTime } from './time.ts';

export type VerifiedToken =
  | {
      readonly outcome: 'accepted';
      readonly principal: Principal;
      /** What its sender has to prove; undefined for a token that is good for whoever holds it. */
      readonly confirmation: Confirmation | undefined;
      readonly issuer: PreparedIssuer;
      readonly generation: number;
      readonly untilMs: number;
    }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string };

/**
 * Verifies an access token (RFC 7519 section 7.2, RFC 9068 section 4). Cheap checks come first, then at most one signature, then what the
 * signature vouches for. What the signature was checked with, and until when the token holds, is returned for a cache. Synchronous unless keys
 * have to be read first.
 */
export function verifyToken(
  token: string,
  issuers: ReadonlyMap<string, PreparedIssuer>,
  now: () => number,
): VerifiedToken | Promise<VerifiedToken> {
  const parsed = parseCompact(token);
  if (!parsed.ok) return refused(parsed.reason);
  const { header, claims } = parsed.value;
  const iss = claims.get('iss');
  if (typeof iss !== 'string') return refused('token names no issuer (iss)');
  const issuer = issuers.get(iss);
  if (issuer === undefined) return refused(`issuer ${excerpt(iss)} is not trusted`);
  const headerFault = faultInHeader(header, issuer);
  if (headerFault !== undefined) return refused(headerFault);

  // Read before the key: should the set change meanwhile, the result counts as an old one and is verified again.
  const { generation } = issuer;
  const lookup = issuer.keys.find(header);
  return lookup instanceof Promise
    ? lookup.then((found) => checkSignature(parsed.value, issuer, generation, found, now))
    : checkSignature(parsed.value, issuer, generation, lookup, now);
}

function checkSignature(
  token: CompactToken,
  issuer: PreparedIssuer,
  generation: number,
  lookup: KeyLookup,
  now: () => number,
): VerifiedToken {
  if (lookup.outcome === 'unknown') return refused(lookup.reason);
  if (lookup.outcome === 'unavailable') return lookup;
  if (!hasSignatureOf(lookup.key, token)) {
    return refused(`signature does not verify with ${keyName(token.header.kid)} of issuer ${issuer.name}`);
  }
  return judge(token, issuer, generation, now());
}

function judge(token: CompactToken, issuer: PreparedIssuer, generation: number, nowMs: number): VerifiedToken {
  const { claims } = token;
  const fault =
    faultInAudience(claims.get('aud'), issuer.audience) ??
    faultInTime(claims, nowMs, issuer.clockToleranceMs) ??
    faultInPurpose(token, issuer) ??
    (issuer.revoked?.isRevoked(claims) === true ? 'token was revoked' : undefined);
  if (fault !== undefined) return refused(fault);
  const binding = readConfirmation(claims.get('cnf'));
  if (!binding.ok) return refused(binding.reason);
  const bindingFault = faultInBinding(binding.value, issuer.senderConstraint);
  if (bindingFault !== undefined) return refused(bindingFault);
  const named = principalOf('jwt', claims, issuer, issuer.directory);
  if (!named.ok) return refused(named.reason);
  const untilMs = Number(claims.get('exp')) * 1000 + issuer.clockToleranceMs;
  return { outcome: 'accepted', principal: named.principal, confirmation: binding.value, issuer, generation, untilMs };
}

function keyName(kid: string | undefined): string {
  return kid === undefined ? 'the only fitting key' : `key ${excerpt(kid)}`;
}

function refused(reason: string): VerifiedToken {
  return { outcome: 'refused', reason };
}
