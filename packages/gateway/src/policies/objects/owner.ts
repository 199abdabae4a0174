import type { Principal } from '@airside/domain';

import { claimAt, claimPath } from '../../conditions/claim-path.ts';
import type { Owner } from './options.ts';

type Value = string | number | boolean;

/** What objects have to belong to for a caller to get at them. */
export interface Owners {
  /** For people: `claim customer_id`. */
  readonly text: string;
  /** What the caller has; none where it has nothing that could own anything. */
  of(principal: Principal): readonly Value[];
}

const ATTRIBUTES = {
  subject: ({ subject, kind }: Principal) => (kind === 'anonymous' ? undefined : subject),
  consumer: ({ consumer }: Principal) => consumer,
  application: ({ application }: Principal) => application,
  groups: ({ groups }: Principal) => groups,
} as const;

/** Reads what the options name of a caller. Empty texts, and what is neither text, number nor truth value, own nothing. */
export function ownersOf({ claim, caller = 'subject' }: Owner): Owners {
  if (claim === undefined) return { text: caller, of: (principal) => valuesOf(ATTRIBUTES[caller](principal)) };
  const path = claimPath(claim);
  return { text: `claim ${claim}`, of: (principal) => valuesOf(claimAt(principal, path)) };
}

/** Whether a JSON value is one of the caller's. Types have to agree: `"7"` is not `7`. */
export function owns(owners: readonly Value[], value: unknown): boolean {
  for (const owner of owners) if (owner === value) return true;
  return false;
}

/**
 * The same for a text of path, query or header, which have no types: a number of a claim equals its decimal digits as JSON writes them, if it is whole
 * and so small that no digit is lost; `07` and `7.0` are not 7. Truth values equal no text.
 */
export function ownsText(owners: readonly Value[], text: string): boolean {
  for (const owner of owners) {
    if (owner === text || (typeof owner === 'number' && Number.isSafeInteger(owner) && String(owner) === text)) return true;
  }
  return false;
}

function valuesOf(value: unknown): readonly Value[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(isValue);
}

function isValue(value: unknown): value is Value {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}
