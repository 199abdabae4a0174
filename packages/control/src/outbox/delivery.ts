import type { Notification } from '@airside/domain';

/** `pending`: on its way or waiting; `delivered`: the receiver has it; `failed`: given up, and kept to be looked at. */
export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One notification on its way to one channel. Times are in milliseconds since 1970. */
export interface Delivery {
  /** Later accepted means greater. */
  readonly sequence: number;
  readonly channel: string;
  readonly state: DeliveryState;
  readonly notification: Notification;
  readonly acceptedMs: number;
  /** When it is tried next, as long as it is pending. */
  readonly dueMs: number;
  readonly attempts: number;
  /** How many notifications that said the same are contained in this one. */
  readonly folded: number;
  /** What went wrong last; without secrets. */
  readonly error: string | null;
  /** When it was delivered or given up. */
  readonly settledMs: number | null;
}

export type NewDelivery = Pick<Delivery, 'channel' | 'notification' | 'acceptedMs' | 'dueMs'>;

export interface DeliveryFilter {
  readonly channel?: string;
  readonly state?: DeliveryState;
  /** The `key` of notifications. */
  readonly key?: string;
}

/** How many deliveries of a channel are in which state. */
export interface DeliveryCounts {
  readonly channel: string;
  readonly pending: number;
  readonly delivered: number;
  readonly failed: number;
}
