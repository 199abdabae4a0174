import type { Principal } from '@airside/domain';

import type { Directory } from '../directory/directory.ts';
import { excerpt } from '../header/excerpt.ts';
import { faultInAudience } from '../jwt/audience.ts';
import type { Claims } from '../jwt/compact.ts';
import { principalOf } from '../jwt/principal.ts';
import { faultInTime } from '../jwt/time.ts';
import { type Confirmation, readConfirmation } from '../sender-constraint/confirmation.ts';
import { faultInBinding } from '../sender-constraint/demand.ts';
import type { IntrospectingIssuer } from './issuer.ts';

export type JudgedAnswer =
  | {
      readonly outcome: 'accepted';
      readonly principal: Principal;
      readonly confirmation: Confirmation | undefined;
    }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Whether a token that its provider calls active is an access token for this gateway (RFC 7662 sections 2.2 and 4): time, issuer, audience,
 * type of token, binding. A token that a client got for itself may have no `sub`: then the client is the subject (RFC 9068 section 2.2).
 */
export function judgeAnswer(members: Claims, issuer: IntrospectingIssuer, directory: Directory, nowMs: number): JudgedAnswer {
  const fault = faultIn(members, issuer, nowMs);
  if (fault !== undefined) return { outcome: 'refused', reason: fault };
  const binding = readConfirmation(members.get('cnf'));
  if (!binding.ok) return { outcome: 'refused', reason: binding.reason };
  const bindingFault = faultInBinding(binding.value, issuer.senderConstraint) ?? faultInType(members, binding.value, issuer);
  if (bindingFault !== undefined) return { outcome: 'refused', reason: bindingFault };
  const named = principalOf('opaque', withSubject(members, issuer), issuer, directory);
  return named.ok
    ? { outcome: 'accepted', principal: named.principal, confirmation: binding.value }
    : { outcome: 'refused', reason: named.reason };
}

function faultIn(members: Claims, issuer: IntrospectingIssuer, nowMs: number): string | undefined {
  const iss = members.get('iss');
  if (iss !== undefined && iss !== issuer.issuer) {
    return `token is of ${typeof iss === 'string' ? excerpt(iss) : 'an unknown issuer'}: expected ${issuer.issuer}`;
  }
  const aud = members.get('aud');
  const mayLackAudience = issuer.introspection.mayLack.includes('aud');
  if (aud === undefined && !mayLackAudience) {
    return 'the answer names no audience (aud): expected one, unless introspection.mayLack lists aud';
  }
  return (
    (aud === undefined ? undefined : faultInAudience(aud, issuer.audience)) ??
    faultInTime(members, nowMs, issuer.clockToleranceMs, 'optional')
  );
}

/**
 * A provider may call a refresh token or an ID token active, too: what is no access token has another type, or none. The claim `typ` is how
 * Keycloak says the same.
 */
function faultInType(members: Claims, confirmation: Confirmation | undefined, { introspection }: IntrospectingIssuer): string | undefined {
  const type = members.get('token_type') ?? members.get('typ');
  if (type === undefined) {
    return introspection.mayLack.includes('token_type')
      ? undefined
      : 'the answer does not say that it is an access token (token_type): expected it to, unless introspection.mayLack lists token_type';
  }
  const lower = typeof type === 'string' ? type.toLowerCase() : '';
  if (lower === 'bearer') return undefined;
  if (lower !== 'dpop') return `token is no access token: its token_type is ${excerpt(lower)}`;
  return confirmation?.jkt === undefined
    ? 'token is of type DPoP, and the answer does not say to which key it is bound (cnf.jkt)'
    : undefined;
}

function withSubject(members: Claims, { clientClaims }: IntrospectingIssuer): Claims {
  if (members.has('sub')) return members;
  const client = clientClaims.find((name) => members.has(name));
  return client === undefined ? members : new Map([...members, ['sub', members.get(client)]]);
}
