import { plainAddress, type Sanction, type SubjectKind } from '@airside/domain';

import { addressKey } from '../limits/address-key.ts';

/** What a sanction asks of a request, ready to be compared. */
export interface Entry {
  readonly id: string;
  readonly action: Sanction['action'];
  readonly api: string | null;
  readonly dryRun: boolean;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** A person has ordered it, which counts before what the ladder does. */
  readonly isManual: boolean;
  readonly requestsPerMinute: number;
  readonly by: string;
  readonly reason: string;
  /** The name that it is found by, and those that have to fit besides. */
  readonly found: Name;
  readonly others: readonly Name[];
  /** How many requests it has hit since this was last asked. */
  hits: number;
}

export interface Name {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Where an entry is looked for: by the name that fewest callers share. Names of principals come first: they are known last. */
const FOUND_BY = ['token', 'credential', 'user', 'application', 'session', 'address', 'network'] as const;

/** Names that are known before it is known who calls. */
export const EARLY_KINDS = ['address', 'network', 'session'] as const;
export const LATE_KINDS = ['token', 'credential', 'user', 'application'] as const;

export function toEntry(sanction: Sanction): Entry | undefined {
  const names = FOUND_BY.flatMap((kind) => sanction.match.filter((name) => name.kind === kind)).map(normalName);
  const [found, ...others] = names;
  if (found === undefined) return undefined;
  return {
    id: sanction.id,
    action: sanction.action,
    api: sanction.api,
    dryRun: sanction.dryRun,
    createdMs: Date.parse(sanction.created),
    expiresMs: Date.parse(sanction.expires),
    isManual: !sanction.by.startsWith('response:'),
    requestsPerMinute: sanction.requestsPerMinute ?? 1,
    by: sanction.by,
    reason: sanction.reason,
    found,
    others,
    hits: 0,
  };
}

/** An IPv6 address stands for its network of 64 bits, in which a caller changes its address as it likes; unless it is an IPv4 address. */
function normalName({ kind, id }: Name): Name {
  return kind === 'address' ? { kind, id: addressKey(plainAddress(id)) } : { kind, id };
}
