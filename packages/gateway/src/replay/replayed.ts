import type { ProblemName } from '@airside/domain';

import type { Gap } from './gaps.ts';

/** What a policy would have said. */
export interface ReplayedRefusal {
  /** `route` where no such API or operation is there, `authentication` where the caller is registered no more. */
  readonly policy: string;
  readonly problem: ProblemName;
  readonly reason: string;
}

/** What a configuration would have made of a recorded request. */
export interface Replayed {
  /** `unknown`: a policy cannot say, and none refuses. `not-identified`: it was refused before it was known who calls. */
  readonly outcome: 'passes' | 'refused' | 'unknown' | 'not-identified';
  readonly api: string | null;
  readonly operation: string | null;
  readonly refusal?: ReplayedRefusal;
  /** What policies would have refused that only observe. */
  readonly reports: readonly { readonly policy: string; readonly reason: string }[];
  /** Which policies cannot say what they would have done, and what the record does not tell them. */
  readonly unknown: readonly { readonly policy: string; readonly missing: readonly Gap[] }[];
}
