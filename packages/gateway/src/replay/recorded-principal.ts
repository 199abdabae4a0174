import { ANONYMOUS, type Exchange, type Principal } from '@airside/domain';
import { type Directory, standingOf } from '@airside/identity';

import type { Gaps } from './gaps.ts';

type Recorded = NonNullable<Exchange['principal']>;

/**
 * The caller of a recorded request as it would be with this directory: who it was stands in the record, what a registered consumer is (roles, groups,
 * plan) in the directory. `fault` where none of its credentials would be accepted. Asking it for what was not recorded leaves a note.
 */
export function recordedPrincipal(recorded: Recorded, directory: Directory, gaps: Gaps): Principal | { readonly fault: string } {
  if (recorded.kind === 'anonymous') return ANONYMOUS;
  const { kind, subject, consumer, credential, issuer, application, scopes } = recorded;
  const standing = consumer === null ? undefined : standingOf({ consumer, ...(application !== undefined && { application }) }, directory);
  if (standing !== undefined && 'fault' in standing) return standing;
  const beside: Principal[] = [];
  for (const each of recorded.beside ?? []) {
    const other = recordedPrincipal(each, directory, gaps);
    if ('fault' in other) return other;
    beside.push(other);
  }
  const isToken = kind === 'jwt' || kind === 'opaque';
  const unknownStrength = (): undefined => (isToken ? gaps.note('strength of authentication', undefined) : undefined);
  return {
    kind,
    subject,
    consumer,
    credential,
    ...(issuer !== undefined && { issuer }),
    ...standing,
    // Tokens may name roles and groups of their own, of which the record alone knows.
    roles: [...new Set([...(standing?.roles ?? []), ...(recorded.roles ?? [])])],
    groups: [...new Set([...(standing?.groups ?? []), ...(recorded.groups ?? [])])],
    ...(beside.length > 0 && { beside }),
    get scopes() {
      return scopes ?? gaps.note('scopes', []);
    },
    get claims() {
      return isToken ? gaps.note('claims', undefined) : undefined;
    },
    get authenticatedAtMs() {
      return unknownStrength();
    },
    get acr() {
      return unknownStrength();
    },
    get amr() {
      return unknownStrength();
    },
  };
}
