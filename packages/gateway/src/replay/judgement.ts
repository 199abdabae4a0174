import type { ProblemName } from '@airside/domain';

import type { Refusal } from '../pipeline/policy.ts';
import type { Gap } from './gaps.ts';
import type { ReplayedRefusal } from './replayed.ts';

/** What is refused for what stands in a message, which may be what was put in the place of a secret. */
const OF_CONTENT: ReadonlySet<ProblemName> = new Set<ProblemName>([
  'contract-violation',
  'profile-violation',
  'firewall-blocked',
  'firewall-response-blocked',
  'response-withheld',
  'object-refused',
  'field-refused',
]);

/** What a policy said of a message. */
interface Said {
  readonly policy: string;
  readonly refusal: Refusal | undefined;
  /** What it asked for and the record does not tell. */
  readonly missing: readonly Gap[];
  /** Secrets were taken out of the message. */
  readonly isRedacted: boolean;
}

/** What comes out while the policies are asked one after the other. */
export class Judgement {
  /** What policies would have refused that only observe. */
  readonly reports: { readonly policy: string; readonly reason: string }[] = [];
  readonly #unknown = new Map<string, Set<Gap>>();
  #reported: string[] = [];

  /** The policy that is asked reports this. */
  report(reason: string): void {
    this.#reported.push(reason);
  }

  /** What was reported since the last time is this policy's; of a message without its secrets it may be about what stands in their place. */
  attribute(policy: string, isRedacted: boolean): void {
    if (!isRedacted) for (const reason of this.#reported) this.reports.push({ policy, reason });
    this.#reported = [];
  }

  /** The refusal, where the policy can say that for certain. */
  settle({ policy, refusal, missing, isRedacted }: Said): ReplayedRefusal | undefined {
    const certain = missing.length === 0 ? refusal : ofPathAndQuery(refusal);
    if (missing.length > 0 && certain === undefined) this.cannotSay(policy, missing);
    else if (certain !== undefined && isRedacted && OF_CONTENT.has(certain.problem)) this.cannotSay(policy, ['secrets']);
    else if (certain !== undefined) return { policy, problem: certain.problem, reason: certain.reason };
    return undefined;
  }

  cannotSay(policy: string, missing: readonly Gap[]): void {
    const known = this.#unknown.get(policy) ?? new Set();
    this.#unknown.set(policy, known);
    for (const gap of missing) known.add(gap);
  }

  /** Policies that cannot say, and what they would need to know. */
  get unknown(): readonly { readonly policy: string; readonly missing: readonly Gap[] }[] {
    return [...this.#unknown].map(([policy, missing]) => ({ policy, missing: [...missing] }));
  }
}

/** What is refused for its path or its query, which every record tells, whatever else is not known. */
function ofPathAndQuery(refusal: Refusal | undefined): Pick<Refusal, 'problem' | 'reason'> | undefined {
  const errors: unknown = refusal?.problem === 'contract-violation' ? refusal.members?.['errors'] : undefined;
  if (refusal === undefined || !Array.isArray(errors)) return undefined;
  const told = errors.flatMap((error: unknown) => {
    if (typeof error !== 'object' || error === null || !('in' in error) || (error.in !== 'path' && error.in !== 'query')) return [];
    return [`${error.in}${'pointer' in error ? String(error.pointer) : ''} ${'detail' in error ? String(error.detail) : ''}`];
  });
  return told.length === 0 ? undefined : { problem: refusal.problem, reason: told.join('; ') };
}
