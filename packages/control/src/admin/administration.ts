import type { DirectoryChange, DirectoryKind, DirectoryRecords } from '@airside/domain';
import type { DirectoryRecordSet, MutableDirectory } from '@airside/identity';

import type { Changed, DirectoryStore } from '../directory/store.ts';

/** In how many gateway processes a change is in effect, and how many of them had to be replaced for that. */
export interface Effect {
  readonly workers: number;
  readonly replaced: number;
}

export interface AdministrationOptions {
  readonly store: DirectoryStore;
  /** The copy of the store's records that gateways are given. */
  readonly directory: MutableDirectory;
  /** The records of the configuration file as it is served now. */
  readonly configured: () => DirectoryRecordSet;
  /** Where the configuration file has a record, such as `airside.yaml:12`. */
  readonly placeOf: (kind: DirectoryKind, id: string) => string | undefined;
  /** Passes changes on to the gateways; resolves once they are in effect in all of them. */
  readonly publish: (changes: readonly DirectoryChange[]) => Promise<Effect>;
}

/** The directory for those who administer it: the records of file and store together, and changes of the latter. */
export interface Administration extends Pick<AdministrationOptions, 'placeOf'> {
  /** Of two records with one id, that of the file: it is the one that counts. */
  find<Kind extends DirectoryKind>(kind: Kind, id: string): DirectoryRecords[Kind] | undefined;
  list<Kind extends DirectoryKind>(kind: Kind): readonly DirectoryRecords[Kind][];
  /** Changes the store; resolves once the change is in effect in every gateway. Rejects as the store does, and nothing has changed then. */
  change<Result>(work: (store: DirectoryStore) => Promise<Changed<Result>>): Promise<{ readonly result: Result; readonly effect: Effect }>;
  readonly unusedKeys: DirectoryStore['unusedKeys'];
  readonly history: DirectoryStore['history'];
}

export function createAdministration({ store, directory, configured, placeOf, publish }: AdministrationOptions): Administration {
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another, so that copies see changes in the order in which the store has made them. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  return {
    placeOf,
    find: (kind, id) => configured().record(kind, id) ?? directory.record(kind, id),
    list: (kind) => [...recordsOf(configured(), kind), ...recordsOf(directory, kind)],
    async change(work) {
      const { result, published } = await inTurn(async () => {
        const changed = await work(store);
        directory.apply(changed.changes);
        return { result: changed.result, published: publish(changed.changes) };
      });
      return { result, effect: await published };
    },
    unusedKeys: (sinceMs) => store.unusedKeys(sinceMs),
    history: (filter) => store.history(filter),
  };
}

function recordsOf<Kind extends DirectoryKind>(records: DirectoryRecordSet, kind: Kind): readonly DirectoryRecords[Kind][] {
  const contents: { readonly [K in DirectoryKind]: readonly DirectoryRecords[K][] } = records.contents();
  return contents[kind];
}
