import { isPrefix, NetworkIndex, type Sanction, type SanctionChange, type SubjectKind } from '@airside/domain';

import { type Entry, toEntry } from './entry.ts';
import { NameFilter } from './name-filter.ts';

const SWEEP_MS = 10_000;
const NONE: readonly Entry[] = Object.freeze([]);

/** The sanctions in effect, found by the names of a caller. Entries that have ended are skipped, and forgotten a little later. */
export interface SanctionIndex {
  /** From the next request on. */
  apply(changes: readonly SanctionChange[]): void;
  /** These, and no others. */
  replace(sanctions: readonly Sanction[]): void;
  /** False where no sanction is found by names of this kind: then the name need not be known. */
  has(kind: SubjectKind): boolean;
  /** Those found by a name; what else has to fit is up to the caller. */
  find(kind: SubjectKind, id: string): readonly Entry[];
  /** Those of networks in CIDR form that an address is in. */
  findNetworks(address: string): readonly Entry[];
  /** How often each was hit since this was last asked; those that were not are left out. */
  takeHits(): readonly (readonly [id: string, hits: number])[];
  readonly size: number;
}

export function createSanctionIndex(now: () => number = Date.now): SanctionIndex {
  const byId = new Map<string, Entry>();
  const byName = new Map<SubjectKind, Map<string, Entry[]>>();
  const byNetwork = new NetworkIndex<Entry[]>();
  /** Names of entries that there are, and of some that there were: it is made anew now and then. */
  const filter = new NameFilter();
  let lifted = 0;
  let sweptAt = now();

  const namesOf = ({ found: { kind, id } }: Entry): Pick<Map<string, Entry[]>, 'get' | 'set' | 'delete'> | NetworkIndex<Entry[]> => {
    if (kind === 'network' && isPrefix(id)) return byNetwork;
    const names = byName.get(kind) ?? new Map<string, Entry[]>();
    byName.set(kind, names);
    return names;
  };
  const lift = (id: string): void => {
    const entry = byId.get(id);
    if (entry === undefined) return;
    byId.delete(id);
    const names = namesOf(entry);
    const left = names.get(entry.found.id)?.filter((each) => each !== entry) ?? [];
    if (left.length > 0) names.set(entry.found.id, left);
    else names.delete(entry.found.id);
    lifted++;
  };
  const impose = (sanction: Sanction): void => {
    lift(sanction.id);
    const entry = toEntry(sanction);
    if (entry === undefined || entry.expiresMs <= now()) return;
    byId.set(entry.id, entry);
    filter.add(entry.found.id);
    const names = namesOf(entry);
    const entries = names.get(entry.found.id);
    if (entries === undefined) names.set(entry.found.id, [entry]);
    else entries.push(entry);
  };
  const sweep = (): void => {
    const time = now();
    if (time - sweptAt < SWEEP_MS) return;
    sweptAt = time;
    for (const { id, expiresMs } of byId.values()) if (expiresMs <= time) lift(id);
    if (lifted <= byId.size) return;
    lifted = 0;
    filter.clear();
    for (const { found } of byId.values()) filter.add(found.id);
  };

  return {
    apply(changes) {
      for (const change of changes) {
        if (change.kind === 'lift') lift(change.id);
        else impose(change.sanction);
      }
    },
    replace(sanctions) {
      for (const id of [...byId.keys()]) lift(id);
      for (const sanction of sanctions) impose(sanction);
    },
    has: (kind) => (byName.get(kind)?.size ?? 0) > 0,
    find: (kind, id) => (filter.mayHave(id) ? (byName.get(kind)?.get(id) ?? NONE) : NONE),
    findNetworks: (address) => (byNetwork.isEmpty ? NONE : byNetwork.of(address).flat()),
    takeHits() {
      const hits: [string, number][] = [];
      for (const entry of byId.values()) {
        if (entry.hits === 0) continue;
        hits.push([entry.id, entry.hits]);
        entry.hits = 0;
      }
      sweep();
      return hits;
    },
    get size() {
      return byId.size;
    },
  };
}
