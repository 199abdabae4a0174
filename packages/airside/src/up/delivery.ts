import { join } from 'node:path';

import {
  auditSource,
  type ConfiguredExport,
  createExporter,
  createOutbox,
  type DirectoryStore,
  type Exporter,
  exchangeSource,
  type Outbox,
  openExportStore,
  openOutboxStore,
  StoreUnavailableError,
} from '@airside/control';

import { CommandError, EXIT } from '../exit.ts';
import { certificatesOf, configuredChannel } from './configured-channel.ts';
import { configuredExport } from './configured-export.ts';
import { EXPORTS_FILE, loadExportKey, OUTBOX_FILE } from './data-directory.ts';
import type { Log } from './log.ts';
import type { Loaded } from './opened.ts';
import type { ExchangeRecord } from './record.ts';
import { keepUnchanged } from './unchanged.ts';

/** What brings messages to people and records to SIEMs. */
export interface Delivery {
  readonly outbox: Outbox;
  readonly exporter: Exporter;
  /** Goes on with what a changed configuration says; channels and exports that are the same go on undisturbed. */
  apply(loaded: Loaded): void;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  close(): Promise<void>;
}

export interface DeliveryOptions {
  readonly dataDirectory: string;
  readonly loaded: Loaded;
  readonly record: Pick<ExchangeRecord, 'stored'>;
  readonly callers: { readonly store: Pick<DirectoryStore, 'history'> };
  readonly log: Log;
}

/** Opens the outbox, the channels and the exports of the configuration. Whatever happens to them later, calls go on. */
export function openDelivery({ dataDirectory, loaded, record, callers, log }: DeliveryOptions): Delivery {
  const onProblem = (error: unknown) => log('delivery-problem', error instanceof Error ? error.message : String(error));
  const outboxStore = explained(() => openOutboxStore(join(dataDirectory, OUTBOX_FILE)));
  const exportStore = explained(() => openExportStore(join(dataDirectory, EXPORTS_FILE)));
  const outbox = createOutbox({ store: outboxStore, onProblem });
  const sources = [exchangeSource(record.stored), auditSource(callers.store)];
  const exporter = createExporter({ store: exportStore, sources, key: loadExportKey(dataDirectory), onProblem });
  const channelsOf = keepUnchanged(configuredChannel, onProblem, certificatesOf);
  const exportsOf = keepUnchanged<ConfiguredExport['settings'], ConfiguredExport>(configuredExport, onProblem, certificatesOf);

  let served: readonly unknown[] | undefined;
  const apply = ({ configuration, bundle: { directory } }: Loaded): void => {
    const channels = channelsOf(configuration.channels, directory);
    const exports = exportsOf(configuration.exports, directory);
    outbox.setChannels(channels);
    exporter.setExports(exports);
    const now = [...channels, ...exports];
    // Gateways do not see them, so that nobody else says so where nothing else has changed.
    if (served !== undefined && !isSame(served, now)) log('configuration-applied', 'channels and exports');
    served = now;
  };

  apply(loaded);
  return {
    outbox,
    exporter,
    apply,
    degradations: () => [...outbox.degradations(), ...exporter.degradations()],
    async close() {
      await Promise.all([outbox.close(), exporter.close()]);
      outboxStore.close();
      exportStore.close();
    },
  };
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((one, index) => one === now[index]);
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
