import { isInNetwork, principalName, type SubjectKind } from '@airside/domain';

import { addressKey } from '../limits/address-key.ts';
import type { PolicyRequest } from '../pipeline/policy.ts';
import { EARLY_KINDS, type Entry, LATE_KINDS, type Name } from './entry.ts';
import type { SanctionIndex } from './sanction-index.ts';

type Named = Pick<PolicyRequest, 'clientAddress' | 'network' | 'session' | 'principal' | 'time'>;

/** The sanctions that a request falls under by what is known before it is known who calls; undefined where there are none. */
export function fittingEarly(index: SanctionIndex, request: Named, api: string): readonly Entry[] | undefined {
  const found = fitting(index, request, api, EARLY_KINDS);
  const networks = index.findNetworks(request.clientAddress);
  if (networks.length === 0) return found;
  const also = networks.filter((entry) => fits(entry, request, api));
  return also.length === 0 ? found : [...(found ?? []), ...also];
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
      if (!fits(entry, request, api)) continue;
      found ??= [];
      found.push(entry);
    }
  }
  return found;
}

/** Whether an entry that was found by one name is about this request. */
function fits({ expiresMs, api, others }: Entry, request: Named, called: string): boolean {
  if (expiresMs <= request.time || (api !== null && api !== called)) return false;
  return others.every((other) => isNamed(request, other));
}

function isNamed(request: Named, { kind, id }: Name): boolean {
  return nameOf(request, kind) === id || (kind === 'network' && isInNetwork(request.clientAddress, id));
}

function nameOf(request: Named, kind: SubjectKind): string | undefined {
  switch (kind) {
    case 'address':
      return addressKey(request.clientAddress);
    case 'network':
      return request.network;
    case 'session':
      return request.session;
    case 'api':
      return undefined;
    default:
      return principalName(request.principal, kind);
  }
}
