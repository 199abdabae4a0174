import { join, relative, resolve } from 'node:path';

import { createExchangeWriter, openExchangeStore } from '@airside/control';
import { formatProblem } from '@airside/domain';
import type { LoadedConfiguration } from '@airside/gateway';

import { CommandError, EXIT } from '../exit.ts';
import { note, paint } from '../terminal.ts';
import { loadIdentityKey, openDataDirectory } from './data-directory.ts';
import { lockDataDirectory } from './lock.ts';
import type { ConfigurationSource } from './source.ts';
import { watchFiles } from './watch.ts';
import { type Listening, Workers } from './workers.ts';

export const EXCHANGES_FILE = 'exchanges.db';

export interface PrimaryOptions {
  readonly source: ConfigurationSource;
  /** Replaces `store.directory`. */
  readonly dataDirectory?: string;
  readonly watch: boolean;
}

export type Loaded = LoadedConfiguration & Required<{ [K in 'bundle' | 'configuration']: NonNullable<LoadedConfiguration[K]> }>;

export interface Running {
  readonly addresses: Listening;
  readonly loaded: Loaded;
  readonly dataDirectory: string;
  /** Reads the configuration again; a bad one is refused whole, and said so. */
  reload(): Promise<void>;
  stop(): Promise<void>;
  /** Ends everything without waiting for requests under way. */
  kill(): void;
}

/** Starts the primary process's part of Airside: configuration, store, workers. */
export async function startPrimary(options: PrimaryOptions): Promise<Running> {
  const loaded = await loadOrFail(options.source);
  const { gateway, store: settings } = loaded.configuration;
  const dataDirectory = resolve(options.dataDirectory ?? join(loaded.bundle.directory, settings.directory));
  const prepared = await prepareData(dataDirectory);

  const log = (line: string): void => note(`${new Date().toISOString()} ${line}`);
  const store = openExchangeStore(join(dataDirectory, EXCHANGES_FILE));
  const writer = createExchangeWriter(store, {
    retention: { keepMs: settings.keepExchanges, keepAtMost: settings.maxExchanges },
    onProblem: (error) => log(`exchange store: ${error.message}`),
  });
  let lostBefore = 0;
  const workers = new Workers(loaded.bundle, prepared.identityKey, gateway.drainTimeout, {
    onExchanges: ({ exchanges, dropped }) => {
      lostBefore += dropped;
      writer.accept(exchanges);
    },
    onLog: log,
  });
  const stateTimer = setInterval(() => {
    const { failing, dropped } = writer.state();
    const lost = dropped + lostBefore;
    workers.setDegradations([
      ...(failing === undefined ? [] : ['exchanges cannot be stored']),
      ...(lost === 0 ? [] : ['exchanges were lost']),
    ]);
  }, 1000);
  stateTimer.unref();

  const closeStore = (): void => {
    clearInterval(stateTimer);
    writer.close();
    store.close();
    prepared.unlock();
  };

  let addresses: Listening;
  try {
    addresses = await workers.start(gateway.workers);
  } catch (error) {
    workers.kill();
    closeStore();
    throw new CommandError(`cannot accept calls: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'name another address with --listen',
    });
  }

  let current: Loaded = loaded;
  let pending: Promise<void> = Promise.resolve();
  const watcher = watchFiles(() => void reload());
  if (options.watch) watcher.set(loaded.files);

  const reloadNow = async (): Promise<void> => {
    const next = await options.source.load();
    if (options.watch) watcher.set([...new Set([...current.files, ...next.files])]);
    if (!isUsable(next)) {
      for (const problem of next.problems) note(formatProblem(problem));
      log(`${paint('red', 'refused', process.stderr)} the changed configuration; the one before it goes on`);
      return;
    }
    try {
      await workers.apply(next.bundle);
    } catch (error) {
      log(`${paint('red', 'refused', process.stderr)} the changed configuration: ${(error as Error).message}`);
      return;
    }
    if (options.watch) watcher.set(next.files);
    const later = needsRestart(current, next);
    current = next;
    log(
      `${paint('green', 'applied', process.stderr)} the changed configuration${later.length > 0 ? `; after a restart also: ${later.join(', ')}` : ''}`,
    );
  };
  const reload = (): Promise<void> => {
    pending = pending.then(reloadNow).catch((error: unknown) => log(`configuration cannot be read again: ${String(error)}`));
    return pending;
  };

  return {
    addresses,
    loaded,
    dataDirectory,
    reload,
    async stop() {
      watcher.close();
      await pending;
      await workers.stop();
      closeStore();
    },
    kill() {
      workers.kill();
      prepared.unlock();
    },
  };
}

async function loadOrFail(source: ConfigurationSource): Promise<Loaded> {
  const loaded = await source.load();
  for (const problem of loaded.problems) note(formatProblem({ ...problem, file: relative('', problem.file) || problem.file }));
  if (!isUsable(loaded)) throw new CommandError(`${source.name} cannot be served; the problems are above`);
  return loaded;
}

function isUsable(loaded: LoadedConfiguration): loaded is Loaded {
  return loaded.bundle !== undefined && loaded.configuration !== undefined;
}

async function prepareData(directory: string) {
  try {
    openDataDirectory(directory);
    const unlock = lockDataDirectory(directory);
    return { unlock, identityKey: await loadIdentityKey(directory) };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${directory} cannot be used: ${(error as Error).message}`, {
      exitCode: EXIT.unavailable,
      hint: 'name another directory with --data',
    });
  }
}

/** Settings that are read once, when sockets and the store are opened. */
function needsRestart(before: Loaded, after: Loaded): string[] {
  const readOnce = ({ configuration: { gateway, store } }: Loaded): Record<string, unknown> => {
    const { trustedProxies: _, forwardedHeader: __, maxHeaders: ___, maxTargetBytes: ____, ...opened } = gateway;
    return { ...Object.fromEntries(Object.entries(opened).map(([key, value]) => [`gateway.${key}`, value])), store };
  };
  const [old, now] = [readOnce(before), readOnce(after)];
  return Object.keys(now).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
}
