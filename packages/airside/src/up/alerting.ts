import { join } from 'node:path';

import {
  type ActionRequest,
  type Alerting,
  createAlerting,
  createRollupKeeper,
  type Outbox,
  openAlertStore,
  openRollupStore,
  type RollupKeeper,
  type RollupStore,
  StoreUnavailableError,
} from '@airside/control';
import type { DirectoryContents, Exchange, Incident } from '@airside/domain';

import { calledAs } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';
import { expirablesOf } from './alert-sources/expirables.ts';
import { createOwnMetrics, type OwnMetricSources } from './alert-sources/own-metrics.ts';
import { ALERTS_FILE, ROLLUPS_FILE } from './data-directory.ts';
import { deliverTo } from './deliver-to.ts';
import type { Log } from './log.ts';
import type { Loaded } from './opened.ts';

export interface AlertingOptions {
  readonly dataDirectory: string;
  readonly loaded: Loaded;
  readonly outbox: Pick<Outbox, 'accept' | 'notify'>;
  /** The callers of the configuration file and of the store. */
  readonly callers: () => readonly Pick<DirectoryContents, 'key'>[];
  readonly own: OwnMetricSources;
  /** Does what a rule asks for against a caller. */
  readonly fulfil: (request: ActionRequest) => void;
  readonly log: Log;
}

/** Counts of the traffic, and alerts about it. */
export interface RunningAlerting {
  readonly alerting: Alerting;
  readonly rollups: RollupStore;
  accept(exchanges: readonly Exchange[]): void;
  /** Exchanges that are counted as `_other`, by the dimension. */
  overflowed(): ReturnType<RollupKeeper['state']>['overflowed'];
  /** From now on, incidents that are open are asked for at each look at the rules. */
  watchIncidents(open: () => Promise<readonly Incident[]>): void;
  apply(loaded: Loaded): void;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  close(): void;
}

/** Opens the stores of roll-ups and of alerts, and looks at the rules from now on. Whatever happens to them later, calls go on. */
export function openAlerting({ dataDirectory, loaded, outbox, callers, own, fulfil, log }: AlertingOptions): RunningAlerting {
  const rollups = explained(() => openRollupStore(join(dataDirectory, ROLLUPS_FILE)));
  const store = explained(() => openAlertStore(join(dataDirectory, ALERTS_FILE)));
  const onProblem = (error: Error) => log('alert-problem', error.message);
  const keeper = createRollupKeeper(rollups, { settings: loaded.configuration.rollups, onProblem });
  let served = loaded;
  let incidents: (() => Promise<readonly Incident[]>) | undefined;
  const alerting = explained(() =>
    createAlerting({
      store,
      sources: {
        rollups,
        own: createOwnMetrics(own),
        expirables: () => expirablesOf(served.bundle, callers()),
        sinceMs: Date.now(),
      },
      settings: settingsOf(loaded),
      deliver: (outgoing) => deliverTo(outbox, outgoing),
      requestAction: fulfil,
      onProblem,
    }),
  );

  const look = async (): Promise<void> => {
    const asked = asksForIncidents(served) ? incidents : undefined;
    if (asked !== undefined) await asked().then((open) => alerting.openIncidents(open), onProblem);
    alerting.tick();
  };
  const schedule = (): void => {
    timer = setTimeout(() => void look().finally(() => closed || schedule()), served.configuration.alerts.evaluateEvery);
    timer.unref();
  };
  let closed = false;
  let timer: NodeJS.Timeout;
  schedule();

  return {
    alerting,
    rollups,
    accept: (exchanges) => keeper.accept(exchanges),
    overflowed: () => keeper.state().overflowed,
    watchIncidents(open) {
      incidents = open;
    },
    apply(next) {
      served = next;
      alerting.apply(settingsOf(next));
    },
    degradations() {
      const { failing, lost } = keeper.state();
      return [
        ...(failing === undefined ? [] : ['counts of the traffic cannot be stored']),
        ...(lost === 0 ? [] : ['traffic was not counted']),
        ...(alerting.isUnsaved ? ['alerts, and what was said of them, cannot be stored'] : []),
      ];
    },
    close() {
      closed = true;
      clearTimeout(timer);
      keeper.close();
      rollups.close();
      store.close();
    },
  };
}

function settingsOf({ configuration }: Loaded) {
  return { alerts: configuration.alerts, ownerOf: (api: string) => configuration.apis[api]?.owner, self: calledAs() };
}

function asksForIncidents({ configuration }: Loaded): boolean {
  return Object.values(configuration.alerts.rules).some(({ enabled, incident }) => enabled && incident !== undefined);
}

/** A damaged store is no reason to stop protecting, but one to not begin: whoever starts Airside is there to put it right. */
function explained<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}
