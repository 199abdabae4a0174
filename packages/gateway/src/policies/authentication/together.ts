import type { PolicyRequest } from '../../pipeline/policy.ts';
import { combinePrincipals, consumersOf } from './combine.ts';
import { type AcceptedKind, type Alternative, type Judgement, NOTHING_SHOWN } from './judgement.ts';
import { differentConsumers } from './refusals.ts';
import { judgeCredential } from './single.ts';

type Accepted = Judgement & { readonly outcome: 'accepted' };

/**
 * The alternative of several credentials that count together: all of them are shown and verify, and with `consumers: same` they belong to the
 * same consumer as far as they belong to one. They are judged in their order; after one that does not verify no other is looked at.
 */
export function together(members: readonly AcceptedKind[], consumers: 'same' | 'any'): Alternative {
  const conclude = (accepted: readonly Accepted[]): Judgement => {
    const principals = accepted.map(({ principal }) => principal);
    if (consumers === 'same' && consumersOf(principals).size > 1) {
      return { outcome: 'refused', refusal: differentConsumers(principals, members) };
    }
    return { outcome: 'accepted', principal: combinePrincipals(principals), verified: accepted.flatMap(({ verified }) => verified) };
  };
  const judgeFrom = (request: PolicyRequest, accepted: readonly Accepted[]): Judgement | Promise<Judgement> => {
    const member = members[accepted.length];
    if (member === undefined) return conclude(accepted);
    const next = (judgement: Judgement) => (judgement.outcome === 'accepted' ? judgeFrom(request, [...accepted, judgement]) : judgement);
    const judgement = judgeCredential(member, request);
    return judgement instanceof Promise ? judgement.then(next) : next(judgement);
  };
  return {
    members,
    judge: (request) => (members.every(({ authenticator }) => authenticator.isPresented(request)) ? judgeFrom(request, []) : NOTHING_SHOWN),
  };
}
