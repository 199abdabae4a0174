import { Refusal } from './problem.ts';

export const SCOPES = [
  'products:read',
  'orders:read',
  'orders:write',
  'customers:read',
  'customers:write',
  'payments:write',
  'admin',
] as const;

export type Scope = (typeof SCOPES)[number];
export type Role = 'customer' | 'partner' | 'admin';

/** Who calls: a user of the shop, with what this credential lets the user do. */
export interface Caller {
  readonly userId: string;
  readonly username: string;
  readonly role: Role;
  /** The customer that the user acts for; null for staff. */
  readonly customerId: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

const NOT_STAFF = SCOPES.filter((scope) => scope !== 'admin');

/** The most that a user of a role may do. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = { customer: NOT_STAFF, partner: NOT_STAFF, admin: SCOPES };

/** The scopes of a space separated list (RFC 6749 section 3.3) that a role may have; others are dropped. */
export function scopesWithin(role: Role, list: string): ReadonlySet<Scope> {
  const asked = new Set(list.split(' '));
  return new Set(SCOPES_OF_ROLE[role].filter((scope) => asked.has(scope)));
}

/** Whether the caller may see and change what belongs to a customer: its own, or anybody's for staff with the scope `admin`. */
export function mayActFor(caller: Caller, customerId: string): boolean {
  return caller.customerId === customerId || isAdmin(caller);
}

export function isAdmin(caller: Caller): boolean {
  return caller.role === 'admin' && caller.scopes.has('admin');
}

/**
 * Refuse what does not belong to the caller, in the same words as what does not exist: whether an id is in use is not for strangers.
 */
export function requireOwn<T extends { readonly customerId: string }>(caller: Caller, thing: T | undefined): T {
  if (thing === undefined || !mayActFor(caller, thing.customerId)) throw new Refusal('not-found');
  return thing;
}
