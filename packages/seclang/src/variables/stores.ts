import { type Entry, NO_ENTRIES } from './entry.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { Variable } from './variable.ts';

/** Collections whose records outlive a transaction, once `initcol` and its kin have opened one. */
export const PERSISTENT = ['GLOBAL', 'IP', 'RESOURCE', 'SESSION', 'USER'] as const;

/** The collections that rules write. */
export const storeVariables: readonly Variable[] = [
  stored('TX', (state) => state.tx),
  stored('ENV', (state) => state.env),
  stored('GEO', (state) => state.collections.get('GEO')),
  ...PERSISTENT.map((name) => stored(name, (state) => state.collections.get(name))),
];

function stored(name: string, store: (state: State) => Store | undefined): Variable {
  return {
    name,
    collection: true,
    stable: false,
    read: (state): readonly Entry[] => [...(store(state)?.entries() ?? NO_ENTRIES)],
    find: (state, lower) => {
      const entry = store(state)?.entry(lower);
      return entry === undefined ? NO_ENTRIES : [entry];
    },
  };
}
