import { combined } from '../sketch/index.ts';
import type { Facts } from './facts.ts';

const MOST_ROLES = 8;

/** Keys of what a caller's permissions may follow from, at its API: roles, else groups or scopes. Empty where the gateway knows none of these. */
export function rolesOf(facts: Facts): readonly number[] {
  const { principal } = facts.call.exchange;
  const named = [principal?.roles, principal?.groups, principal?.scopes].find((names) => names !== undefined && names.length > 0);
  return (named ?? []).slice(0, MOST_ROLES).map((role) => combined(facts.api, facts.name(role)));
}
