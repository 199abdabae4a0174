import type { PolicyRequest, Refusal } from '../../pipeline/policy.ts';
import type { Alternative } from './judgement.ts';

/** The refusal of a request that carries none of the alternatives in full: a challenge for each kind, what would do, and what is missing. */
export function compileRequirement(alternatives: readonly Alternative[]): (request: PolicyRequest) => Refusal {
  const accepts = alternatives.map(({ members }) => members.map(({ authenticator }) => authenticator.kind));
  const authenticators = new Set(alternatives.flatMap(({ members }) => members.map(({ authenticator }) => authenticator)));
  // Kinds may share one.
  const challenges = new Set([...authenticators].map(({ challenge }) => challenge));
  const nothing: Refusal = {
    problem: 'credential-required',
    reason: 'no credential',
    headers: [
      ...[...challenges].flatMap((value) => ['WWW-Authenticate', value]),
      ...[...authenticators].flatMap(({ challengeHeaders = [] }) => challengeHeaders),
    ],
    members: { accepts },
  };
  const groups = alternatives.filter(({ members }) => members.length > 1);

  return (request) => {
    for (const { members } of groups) {
      const missing = members.filter(({ authenticator }) => !authenticator.isPresented(request));
      if (missing.length === members.length) continue;
      const kinds = missing.map(({ authenticator }) => authenticator.kind).join(', ');
      return {
        ...nothing,
        reason: `incomplete credentials: ${kinds} missing`,
        detail: `What was sent counts together with ${kinds} only.`,
      };
    }
    return nothing;
  };
}
