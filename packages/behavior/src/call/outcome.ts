import type { Exchange, ProblemName, Verdict } from '@airside/domain';

import type { Outcome } from './call.ts';

const CLIENT_CLOSED_REQUEST = 499;
/** What the gateway answers with where no request is to blame: nobody was turned away. An answer that is held back because it shows an attack is a refusal. */
const FAILURES: ReadonlySet<string> = new Set<ProblemName>([
  'internal-error',
  'upstream-unreachable',
  'upstream-invalid',
  'response-withheld',
  'overloaded',
  'upstream-timeout',
]);

export function outcomeOf({ status, problem, verdicts }: Exchange): Outcome {
  if (status === CLIENT_CLOSED_REQUEST) return 'gone';
  if (problem !== null && verdicts.some(isSanction)) return 'sanctioned';
  if (problem !== null) return FAILURES.has(problem) ? 'error' : 'refused';
  if (status < 400) return 'success';
  return status < 500 ? 'rejected' : 'error';
}

/** Blocks, throttles and demands to step up are imposed by this policy. */
function isSanction({ policy, outcome }: Verdict): boolean {
  return policy === 'behavior' && outcome === 'refuse';
}
