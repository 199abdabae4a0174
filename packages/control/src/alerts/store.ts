import type { Alert } from './alert.ts';
import type { Group } from './group.ts';
import type { Outgoing } from './outgoing.ts';
import type { Silence } from './silence.ts';
import type { Storm } from './storm.ts';

/** All that a running Airside has to remember about alerts. */
export interface AlertMemory {
  readonly alerts: readonly Alert[];
  readonly groups: readonly Group[];
  readonly silences: readonly Silence[];
  readonly storms: readonly Storm[];
  readonly outgoing: readonly Outgoing[];
}

type Removed<Kind extends keyof AlertMemory> = { readonly [K in Kind]?: readonly string[] };

/** What has changed: whole records by their ids, and ids of those that are gone. */
export interface AlertChanges extends Partial<AlertMemory> {
  readonly removed?: Removed<keyof AlertMemory>;
}

/** Where alerts are remembered. Methods throw `StoreUnavailableError` when the storage fails. */
export interface AlertStore {
  load(): AlertMemory;
  /** All of it or (when it throws) nothing: a message is never on its way without the state that says that it was sent, nor the other way round. */
  save(changes: AlertChanges): void;
  close(): void;
}
