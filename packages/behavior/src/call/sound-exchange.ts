import type { Exchange } from '@airside/domain';

import { boundedName } from './bounded-name.ts';
import { LIMITS } from './limits.ts';

/** A terabyte, or thirty years in milliseconds: sums of many such are still numbers. */
const MOST = 2 ** 40;

type Principal = NonNullable<Exchange['principal']>;

/**
 * The exchange with sizes and durations that can be counted, and names that can be kept: an amount that is no number, is below nothing or beyond all measure is taken for nothing or for the
 * most; a name that is too long is cut, so that nothing that is learned is named by more than can be saved. Names of callers, operations and parameters are cut where they are made.
 */
export function soundExchange(exchange: Exchange): Exchange {
  return withSoundNames(withSoundAmounts(exchange));
}

function withSoundAmounts(exchange: Exchange): Exchange {
  const { requestBytes, responseBytes, durationMs, upstream } = exchange;
  if (isSound(requestBytes) && isSound(responseBytes) && isSound(durationMs) && (upstream === null || isSound(upstream.durationMs)))
    return exchange;
  return {
    ...exchange,
    requestBytes: Math.trunc(sound(requestBytes)),
    responseBytes: Math.trunc(sound(responseBytes)),
    durationMs: sound(durationMs),
    upstream: upstream === null ? null : { ...upstream, durationMs: sound(upstream.durationMs) },
  };
}

function isSound(amount: number): boolean {
  return amount >= 0 && amount <= MOST;
}

function sound(amount: number): number {
  return amount > 0 ? Math.min(amount, MOST) : 0;
}

function withSoundNames(exchange: Exchange): Exchange {
  const { id, api, host, principal } = exchange;
  const hasShort = id.length <= LIMITS.idCharacters && host.length <= LIMITS.apiCharacters && (api?.length ?? 0) <= LIMITS.apiCharacters;
  const soundPrincipal = principal === null ? null : withSoundRoles(principal);
  if (hasShort && soundPrincipal === principal) return exchange;
  return {
    ...exchange,
    id: boundedName(id, LIMITS.idCharacters),
    api: api === null ? null : boundedName(api, LIMITS.apiCharacters),
    host: boundedName(host, LIMITS.apiCharacters),
    principal: soundPrincipal,
  };
}

function withSoundRoles(principal: Principal): Principal {
  const { roles, groups, scopes } = principal;
  if (areShort(roles) && areShort(groups) && areShort(scopes)) return principal;
  return {
    ...principal,
    ...(roles !== undefined && { roles: roles.map(roleOf) }),
    ...(groups !== undefined && { groups: groups.map(roleOf) }),
    ...(scopes !== undefined && { scopes: scopes.map(roleOf) }),
  };
}

function areShort(names: readonly string[] | undefined): boolean {
  return names === undefined || names.every(({ length }) => length <= LIMITS.roleCharacters);
}

function roleOf(name: string): string {
  return boundedName(name, LIMITS.roleCharacters);
}
