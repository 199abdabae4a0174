import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
  advise,
  type BehaviorAdministration,
  createBehaviorAdministration,
  createTraffic,
  type Effect,
  openBehaviorStore,
  openExchangeStore,
  openSanctionBook,
  StoreUnavailableError,
} from '@airside/control';
import { type Configuration, compileAllowList } from '@airside/domain';
import type { ConfigurationBundle } from '@airside/gateway';

import { CommandError, EXIT } from '../exit.ts';
import { BEHAVIOR_FILE, EXCHANGES_FILE } from '../up/data-directory.ts';
import { exchangesOf, newestExchanges } from '../up/newest-exchanges.ts';
import { declaredOperations } from './declared-operations.ts';
import { learnedProfiles } from './learned-profiles.ts';

/** Exchanges that advice is made of: the newest. */
const MOST_ADVISED = 100_000;

export interface StoredBehavior {
  readonly administration: BehaviorAdministration<Effect>;
  close(): Promise<void>;
}

/** What lies on disk of detections, incidents and sanctions, to be read alone; undefined where nothing does. Nobody learns, and nothing is in effect. */
export async function storedBehavior(
  dataDirectory: string,
  configuration: Configuration | undefined,
  bundle: Pick<ConfigurationBundle, 'definitions'> | undefined,
): Promise<StoredBehavior | undefined> {
  const file = join(dataDirectory, BEHAVIOR_FILE);
  if (!existsSync(file)) return undefined;
  try {
    const store = openBehaviorStore(file, { readOnly: true });
    const exchanges = existsSync(join(dataDirectory, EXCHANGES_FILE))
      ? openExchangeStore(join(dataDirectory, EXCHANGES_FILE), { readOnly: true })
      : undefined;
    const administration = createBehaviorAdministration<Effect>({
      store,
      book: await openSanctionBook<Effect>({ store, publish: unreachable, traffic: createTraffic() }),
      engine: undefined,
      status: async () => ({ state: 'stopped', trainingUntil: null, observed: 0, dropped: 0 }),
      exchangesOf: async (subject, limit) => (exchanges === undefined ? [] : exchangesOf(exchanges, subject, limit)),
      advise: async () =>
        exchanges === undefined
          ? []
          : advise({
              exchanges: newestExchanges(exchanges, {}, MOST_ADVISED),
              operationsOf: declaredOperations(bundle ?? { definitions: {} }),
              learned: learnedProfiles(dataDirectory) ?? [],
            }),
      isAllowed: (names) => compileAllowList(configuration?.behavior.responses.allow ?? []).allows(names),
    });
    return {
      administration,
      async close() {
        exchanges?.close();
        await store.close();
      },
    };
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}

function unreachable(): never {
  throw new Error('a store that is read only was to be changed');
}
