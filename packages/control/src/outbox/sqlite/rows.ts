import type { SQLOutputValue } from 'node:sqlite';

import { type Notification, notificationSchema } from '@airside/domain';

import { damaged } from '../../sqlite/failure.ts';
import type { Delivery, DeliveryState } from '../delivery.ts';

export const COLUMNS = 'sequence, channel, state, accepted, due, attempts, folded, error, settled, notification';

/** A delivery as its row says. `store` is what errors call the store. */
export function toDelivery(store: string, row: Readonly<Record<string, SQLOutputValue>>): Delivery {
  const sequence = Number(row['sequence']);
  return {
    sequence,
    channel: String(row['channel']),
    state: row['state'] as DeliveryState,
    notification: toNotification(store, sequence, String(row['notification'])),
    acceptedMs: Number(row['accepted']),
    dueMs: Number(row['due']),
    attempts: Number(row['attempts']),
    folded: Number(row['folded']),
    error: row['error'] === null ? null : String(row['error']),
    settledMs: row['settled'] === null ? null : Number(row['settled']),
  };
}

function toNotification(store: string, sequence: number, text: string): Notification {
  try {
    return notificationSchema.parse(JSON.parse(text));
  } catch {
    throw damaged(store, `the notification with sequence ${sequence} is none`);
  }
}
