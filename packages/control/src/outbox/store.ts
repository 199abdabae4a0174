import type { Notification } from '@airside/domain';

import type { Delivery, DeliveryCounts, DeliveryFilter, NewDelivery } from './delivery.ts';

export interface DeliveryListOptions {
  /** At most this many, 1 to `MOST_LISTED_DELIVERIES`. */
  readonly limit: number;
  /** Only sequences smaller than this one. */
  readonly before?: number;
}

/** What is deleted: never what is pending. */
export interface DeliveryLimits {
  /** Deliveries that were settled earlier, in milliseconds since 1970. */
  readonly settledBeforeMs: number;
  /** Beyond this many settled ones the oldest. */
  readonly keepAtMost: number;
}

/**
 * Where deliveries are kept until they are over, and for a while afterwards. One process writes. Every method throws `StoreUnavailableError`
 * when the storage fails, and then nothing has changed.
 */
export interface OutboxStore {
  /** Does all of `work` or, when it throws, nothing of it. */
  atomically<T>(work: () => T): T;
  /** True where a notification of this id was accepted for this channel before, as far as that is remembered. */
  knows(notificationId: string, channel: string): boolean;
  add(delivery: NewDelivery): Delivery;
  /** Puts a later notification in the place of one that is pending, to be tried from `dueMs` on, and remembers both. */
  replace(sequence: number, notification: Notification, dueMs: number): void;
  /** Remembers a notification as part of a delivery that says the same. */
  fold(sequence: number, notificationId: string): void;
  /** The delivery of a key that was accepted last. */
  latest(channel: string, key: string): Delivery | undefined;
  /** Of each key the pending delivery that was accepted first, where it is due, or due hours from now because the clock was set back: first due first. */
  due(channel: string, nowMs: number, limit: number): readonly Delivery[];
  /** The earliest time after `afterMs` at which one of these is due; undefined where there is none. */
  nextDueMs(channel: string, afterMs: number): number | undefined;
  /** Counts an attempt, before it is made: what ends the process is counted as well. */
  begin(sequence: number): void;
  postpone(sequence: number, dueMs: number, error: string): void;
  settle(sequence: number, state: 'delivered' | 'failed', settledMs: number, error: string | null): void;
  /** What the receiver calls the thing that a key stands for. */
  reference(channel: string, key: string): string | undefined;
  /** Null forgets it. */
  setReference(channel: string, key: string, reference: string | null, atMs: number): void;
  counts(): readonly DeliveryCounts[];
  countPending(channel: string): number;
  /** Pending deliveries, first accepted first. */
  oldestPending(channel: string, limit: number): readonly Delivery[];
  /** Last accepted first. */
  list(filter: DeliveryFilter, options: DeliveryListOptions): readonly Delivery[];
  /** Deletes up to `batch` settled deliveries that are outside the limits. Yields how many. */
  prune(limits: DeliveryLimits, batch: number): number;
  /** Release the storage. May be called twice. */
  close(): void;
}

/** The largest `limit` of a listing. */
export const MOST_LISTED_DELIVERIES = 1000;
