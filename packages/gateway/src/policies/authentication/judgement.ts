import type { Principal } from '@airside/domain';
import type { Authenticator, BodyCheck } from '@airside/identity';

import type { PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import type { Attempt } from './brute-force/throttle.ts';

/** A kind of credential that an API accepts, ready to judge. */
export interface AcceptedKind {
  readonly authenticator: Authenticator;
  /** Its `authenticate`, failures counted where that is asked for. */
  readonly attempt: Attempt;
}

/** A credential that verified; `body` is still to be asked once the body has been read. */
export interface Verified {
  readonly authenticator: Authenticator;
  readonly body: BodyCheck | undefined;
}

/** What came of looking for one of the accepted alternatives. */
export type Judgement =
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'accepted'; readonly principal: Principal; readonly verified: readonly Verified[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

export const NOTHING_SHOWN: Judgement = Object.freeze({ outcome: 'absent' });

/** Credentials that count together, or a single one. Answers `absent` where the request does not carry all of them. */
export interface Alternative {
  readonly members: readonly AcceptedKind[];
  judge(request: PolicyRequest): Judgement | Promise<Judgement>;
}

/** What the first alternative says of which the request carries everything. */
export function judgeFirstShown(alternatives: readonly Alternative[], request: PolicyRequest, from = 0): Judgement | Promise<Judgement> {
  for (let index = from; index < alternatives.length; index++) {
    const judgement = alternatives[index]?.judge(request) ?? NOTHING_SHOWN;
    if (judgement instanceof Promise) {
      return judgement.then((settled) => (settled.outcome === 'absent' ? judgeFirstShown(alternatives, request, index + 1) : settled));
    }
    if (judgement.outcome !== 'absent') return judgement;
  }
  return NOTHING_SHOWN;
}
