import { join } from 'node:path';

import { type Channel, createOutbox, type Outbox, openOutboxStore, StoreUnavailableError } from '@airside/control';
import { Secret } from '@airside/domain';

import { CommandError, EXIT } from '../exit.ts';
import { certificatesOf, configuredChannel } from './configured-channel.ts';
import { OUTBOX_FILE } from './data-directory.ts';
import type { Log } from './log.ts';
import type { Loaded } from './opened.ts';

/** What brings messages to people. */
export interface Delivery {
  readonly outbox: Outbox;
  /** Goes on with what a changed configuration says; channels that are the same go on undisturbed. */
  apply(loaded: Loaded): void;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  close(): Promise<void>;
}

export interface DeliveryOptions {
  readonly dataDirectory: string;
  readonly loaded: Loaded;
  readonly log: Log;
}

interface Open {
  /** Equal texts, equal channels. It holds secrets. */
  readonly identity: string;
  readonly channel: Channel;
}

/** Opens the outbox and the channels of the configuration. Whatever happens to them later, calls go on. */
export function openDelivery({ dataDirectory, loaded, log }: DeliveryOptions): Delivery {
  const store = explained(() => openOutboxStore(join(dataDirectory, OUTBOX_FILE)));
  const onProblem = (error: unknown) => log('delivery-problem', error instanceof Error ? error.message : String(error));
  const outbox = createOutbox({ store, onProblem });
  let open = new Map<string, Open>();

  const apply = ({ configuration, bundle: { directory } }: Loaded): void => {
    const next = new Map<string, Open>();
    for (const [name, settings] of Object.entries(configuration.channels)) {
      try {
        const identity = identityOf([settings, certificatesOf(settings, directory)]);
        const before = open.get(name);
        next.set(name, before?.identity === identity ? before : { identity, channel: configuredChannel(name, settings, directory) });
      } catch (error) {
        onProblem(new Error(`channel ${name} cannot be used: ${(error as Error).message}`));
      }
    }
    open = next;
    outbox.setChannels([...next.values()].map(({ channel }) => channel));
  };

  apply(loaded);
  return {
    outbox,
    apply,
    degradations: () => outbox.degradations(),
    async close() {
      await outbox.close();
      store.close();
    },
  };
}

function identityOf(settings: unknown): string {
  return JSON.stringify(settings, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    const original = this[key];
    return original instanceof Secret ? original.reveal() : value;
  });
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
