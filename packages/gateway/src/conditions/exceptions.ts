import type { PolicyRequest } from '../pipeline/policy.ts';
import { allHold, type Caller, type Condition } from './condition.ts';
import type { Selection } from './operation-selector.ts';

/** What a rule is about, and for whom it does not hold. */
export interface WithExceptions {
  readonly selection: Selection;
  /** Callers for whom all of one entry hold are exempt. */
  readonly exceptions: readonly (readonly Condition[])[];
}

/** The rule is about this request, and whoever sent it is not exempt. */
export function isInForce({ selection, exceptions }: WithExceptions, request: Caller & Pick<PolicyRequest, 'method' | 'path'>): boolean {
  if (!isAbout({ selection }, request)) return false;
  for (const conditions of exceptions) if (allHold(conditions, request)) return false;
  return true;
}

/** The rule is about this request, whoever sent it. */
export function isAbout({ selection }: Pick<WithExceptions, 'selection'>, request: Pick<PolicyRequest, 'method' | 'path'>): boolean {
  return typeof selection === 'boolean' ? selection : selection(request);
}
