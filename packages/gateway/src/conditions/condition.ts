import type { PolicyRequest } from '../pipeline/policy.ts';

/** What conditions look at: who calls, from where and when. */
export type Caller = Pick<PolicyRequest, 'principal' | 'clientAddress' | 'country' | 'time'>;

/** One thing that a rule asks of a caller, ready to be asked. `holds` is synchronous and allocates nothing. */
export interface Condition {
  /** As it is written in the configuration. */
  readonly name: string;
  /** What is asked, for people. */
  readonly expected: string;
  /** A caller that fails here could come back after a stronger or fresher authentication (RFC 9470). */
  readonly isAboutAuthentication?: boolean;
  holds(caller: Caller): boolean;
  /** What the caller has, for an explanation; never for a record, because it may quote claims. */
  found(caller: Caller): string;
}

/** All of them hold. No condition holds always. */
export function allHold(conditions: readonly Condition[], caller: Caller): boolean {
  for (const condition of conditions) if (!condition.holds(caller)) return false;
  return true;
}

/** A list for people: `none` where it is empty. */
export function listed(values: Iterable<string> | undefined): string {
  const text = [...(values ?? [])].join(', ');
  return text === '' ? 'none' : text;
}

/** `a`, or `one of a, b`. */
export function oneOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] as string) : `one of ${values.join(', ')}`;
}
