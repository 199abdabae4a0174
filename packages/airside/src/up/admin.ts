import { join } from 'node:path';

import {
  AdminSocketError,
  type AlertAdministration,
  type BehaviorAdministration,
  createAdministration,
  type Effect,
  listenAtSocket,
  localActor,
  type MetricView,
  openAdminApi,
  socketAddress,
} from '@airside/control';
import type { DirectoryChange } from '@airside/domain';

import { CommandError, EXIT } from '../exit.ts';
import { note } from '../terminal.ts';
import type { Callers } from './callers.ts';
import type { ConfiguredRecords } from './configured-records.ts';
import { ADMIN_SOCKET } from './data-directory.ts';
import type { Delivery } from './delivery.ts';
import type { Log } from './log.ts';

/** Node.js opens no Unix sockets on Windows, and its named pipes are open to other users. */
const HAS_SOCKETS = process.platform !== 'win32';

export interface AdminOptions {
  readonly dataDirectory: string;
  readonly callers: Callers;
  readonly configured: ConfiguredRecords;
  readonly behavior: BehaviorAdministration<Effect>;
  readonly publish: (changes: readonly DirectoryChange[]) => Promise<Effect>;
  readonly delivery: Delivery;
  readonly alerts: AlertAdministration;
  readonly metrics: () => readonly MetricView[];
  readonly log: Log;
}

/** Opens the socket at which commands change a running Airside. */
export async function openAdmin({
  dataDirectory,
  callers,
  configured,
  behavior,
  publish,
  delivery,
  alerts,
  metrics,
  log,
}: AdminOptions): Promise<{ close(): Promise<void> }> {
  if (!HAS_SOCKETS) {
    note('on this system no socket is opened for commands: callers can be changed in the configuration file only');
    return { close: async () => undefined };
  }
  const { store, directory } = callers;
  const administration = createAdministration({ store, directory, configured: configured.records, placeOf: configured.placeOf, publish });
  const onError = (error: unknown) =>
    log('request-failed', `at the admin socket: ${(error instanceof Error && error.stack) || String(error)}`);
  const app = await openAdminApi({ administration, behavior, delivery, alerts, metrics, actorOf: localActor, onError });
  await explained(() => listenAtSocket(app, join(dataDirectory, ADMIN_SOCKET)));
  return { close: () => app.close() };
}

/** Throws, before anything is started, where the socket could not be opened. */
export function assertSocketPossible(dataDirectory: string): Promise<unknown> {
  return explained(async () => HAS_SOCKETS && socketAddress(join(dataDirectory, ADMIN_SOCKET)));
}

async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AdminSocketError) throw new CommandError(error.message, { exitCode: EXIT.unavailable, hint: error.hint });
    throw error;
  }
}
