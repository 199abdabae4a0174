import type { CredentialKind } from '@airside/domain';

import type { ApiContext } from '../../pipeline/policy.ts';
import { throttleAttempts } from './brute-force/throttle.ts';
import type { AcceptedKind, Alternative } from './judgement.ts';
import { KINDS } from './kinds/index.ts';
import type { AuthenticationOptions } from './options.ts';
import { single } from './single.ts';
import { together } from './together.ts';

/** What the option `accept` names, ready to judge: the alternatives in their order, and each kind that occurs in them once. */
export interface Accepted {
  readonly alternatives: readonly Alternative[];
  readonly kinds: readonly AcceptedKind[];
}

export function compileAccepted(options: AuthenticationOptions, context: ApiContext): Accepted {
  const kinds = new Map<CredentialKind, AcceptedKind>();
  const kindOf = (kind: CredentialKind): AcceptedKind => {
    const made = kinds.get(kind) ?? acceptedKind(kind, options, context);
    kinds.set(kind, made);
    return made;
  };
  const alternatives = options.accept.map((entry) =>
    typeof entry === 'string' ? single(kindOf(entry)) : together(entry.all.map(kindOf), entry.consumers),
  );
  for (const [index, alternative] of alternatives.entries()) {
    reportShadowed(alternatives.slice(0, index), alternative, (message, hint) => context.problem(['accept', index], { message, hint }));
    reportClash(alternative, (message, hint) => context.problem(['accept', index], { message, hint }));
  }
  return { alternatives, kinds: [...kinds.values()] };
}

type Report = (message: string, hint: string) => void;

function acceptedKind(kind: CredentialKind, options: AuthenticationOptions, context: ApiContext): AcceptedKind {
  const authenticator = KINDS[kind](options, context);
  const { bruteForce } = options;
  const attempt: AcceptedKind['attempt'] =
    bruteForce === 'off'
      ? (request) => authenticator.authenticate(request)
      : throttleAttempts(authenticator, bruteForce, context.services.attempts);
  return { authenticator, attempt };
}

/** Whoever shows all of a later entry has shown all of an earlier one that asks for no more, which then counts alone. */
function reportShadowed(earlier: readonly Alternative[], alternative: Alternative, report: Report): void {
  const shadow = earlier.findIndex(({ members }) => members.every((member) => alternative.members.includes(member)));
  const other = earlier[shadow];
  if (other === undefined) return;
  report(
    `${named(alternative)} never counts: entry ${shadow + 1} of the list, ${named(other)}, asks for no more and is tried first`,
    'put what asks for more before what asks for less',
  );
}

/** A header field occurs once in a request: two credentials in the same one cannot be shown together. */
function reportClash({ members }: Alternative, report: Report): void {
  const carriers = new Map<string, string>();
  for (const { authenticator } of members) {
    for (const header of authenticator.headers) {
      const other = carriers.get(header);
      if (other !== undefined) {
        report(
          `${other} and ${authenticator.kind} cannot be shown together: both are sent in the header field "${header}"`,
          'accept them one by one, or together with a credential that is sent elsewhere',
        );
      }
      carriers.set(header, authenticator.kind);
    }
  }
}

function named({ members }: Alternative): string {
  return members.map(({ authenticator }) => authenticator.kind).join(' with ');
}
