import type { Detection, Subject, SubjectKind } from '@airside/domain';

import type { Sanctioning } from './steps.ts';
import type { Traffic } from './traffic.ts';

const DEFAULT_KINDS = ['session', 'token', 'credential', 'user', 'address'] as const;
/** Names that a caller has to prove; anybody may claim them. */
const PROVED: ReadonlySet<SubjectKind> = new Set(['token', 'credential', 'application', 'user']);
/** What narrows an address that others share, the narrowest first. */
const NARROWER = ['session', 'token', 'credential', 'user', 'application'] as const;

export type Target = { readonly match: readonly Subject[] } | { readonly none: string };

/**
 * Who a step hits: the first kind, or combination of kinds, that is known of the caller. The owner of a name that was only ever claimed is not hit,
 * and an address behind which others do well only together with something that is the caller's own.
 */
export function targetOf(
  detection: Detection,
  step: Sanctioning,
  { traffic, sharedAddress }: { readonly traffic: Traffic; readonly sharedAddress: number },
): Target {
  const { subject } = detection;
  const names = namesOf(detection).filter((name) => isUsable(name, step, traffic));
  const nameOf = (kind: string): Subject | undefined => names.find((name) => name.kind === kind);
  let reason = isOfMany(detection)
    ? `it is about all callers of ${subject.kind} ${subject.id} together`
    : 'no name of the caller is known by which it could be hit';
  for (const written of step.of ?? DEFAULT_KINDS) {
    const match = written.split('+').map(nameOf);
    if (!match.every((name) => name !== undefined)) continue;
    const [only] = match;
    // A cookie may be made up, another for each request: to block that alone would hit nobody.
    if (only?.kind === 'session' && match.length === 1 && !traffic.isProved(only)) continue;
    if (only?.kind !== 'address' || match.length > 1) {
      // Who made the last call from a shared address is not whoever the address is suspected for.
      const isOfShared = match.length === 1 && subject.kind === 'address' && traffic.behind(subject.id, names) >= sharedAddress;
      if (isOfShared) continue;
      return { match };
    }
    const others = traffic.behind(only.id, names);
    if (others < sharedAddress) return { match };
    const narrower = NARROWER.map(nameOf).find((name) => name !== undefined);
    if (narrower !== undefined) return { match: [only, narrower] };
    reason = `${others} other callers do well behind ${only.id}, and nothing else is known of this one`;
  }
  return { none: reason };
}

/**
 * The subject first; of other names of a kind, the first counts. What is about many callers together is also known by the names of whoever made the last of
 * their calls, who may have done nothing else: these are no names of the subject.
 */
function namesOf(detection: Detection): readonly Subject[] {
  const { subject, alsoKnownAs } = detection;
  return isOfMany(detection) ? [subject] : [subject, ...alsoKnownAs];
}

function isOfMany({ subject: { kind } }: Detection): boolean {
  return kind === 'api' || kind === 'network';
}

function isUsable(name: Subject, step: Sanctioning, traffic: Traffic): boolean {
  if (name.kind === 'api') return false;
  // Without an issuer there is nobody to whom a user could be sent.
  if (step.do === 'stepUp' && name.kind === 'user' && !name.id.includes('#')) return false;
  return !PROVED.has(name.kind) || traffic.isProved(name);
}
