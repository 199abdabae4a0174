import type { Call } from '../call/call.ts';

const MOST_ROLES = 3;

/** Where many may do the same: an API, and callers of one role there, as thieves go after those who may do much. */
export function scopesOf({ api, exchange }: Call): readonly string[] {
  const roles = exchange.principal?.roles;
  return roles === undefined || roles.length === 0 ? [api] : [api, ...roles.slice(0, MOST_ROLES).map((role) => `${api} ${role}`)];
}
