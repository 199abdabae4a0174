import { type Principal, principalNames, type SubjectKind } from '@airside/domain';

import { addressKey } from '../limits/address-key.ts';
import type { PolicyRequest } from '../pipeline/policy.ts';
import { EARLY_KINDS, type Entry, LATE_KINDS, type Name } from './entry.ts';
import type { SanctionIndex } from './sanction-index.ts';

type Named = Pick<PolicyRequest, 'clientAddress' | 'network' | 'session' | 'principal' | 'time'>;

/** The sanctions that a request falls under by what is known before it is known who calls; undefined where there are none. */
export function fittingEarly(index: SanctionIndex, request: Named, api: string): readonly Entry[] | undefined {
  return fitting(index, request, api, EARLY_KINDS);
}

/** Those that it falls under now that it is known who calls, without those of before. */
export function fittingLate(index: SanctionIndex, request: Named, api: string): readonly Entry[] | undefined {
  return request.principal.kind === 'anonymous' ? undefined : fitting(index, request, api, LATE_KINDS);
}

function fitting(index: SanctionIndex, request: Named, api: string, kinds: readonly SubjectKind[]): readonly Entry[] | undefined {
  let found: Entry[] | undefined;
  for (const kind of kinds) {
    if (!index.has(kind)) continue;
    const id = nameOf(request, kind);
    if (id === undefined) continue;
    for (const entry of index.find(kind, id)) {
      if (entry.expiresMs <= request.time || (entry.api !== null && entry.api !== api)) continue;
      if (!entry.others.every((other) => isNamed(request, other))) continue;
      found ??= [];
      found.push(entry);
    }
  }
  return found;
}

function isNamed(request: Named, { kind, id }: Name): boolean {
  return nameOf(request, kind) === id;
}

function nameOf(request: Named, kind: SubjectKind): string | undefined {
  switch (kind) {
    case 'address':
      return addressKey(request.clientAddress);
    case 'network':
      return request.network;
    case 'session':
      return request.session;
    default:
      return ofPrincipal(request.principal, kind);
  }
}

function ofPrincipal(principal: Principal, kind: SubjectKind): string | undefined {
  return principalNames(principal).find((name) => name.kind === kind)?.id;
}
