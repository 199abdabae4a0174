import type { Notification } from '@airside/domain';

import type { Delivery } from './delivery.ts';

/** Messages of one key that say the same are not sent more often than this. */
export const FOLD_MS = 5 * 60_000;

/**
 * What becomes of a notification for a channel.
 * - `add`: it is delivered, from `dueMs` on.
 * - `replace`: it is delivered in the place of one that waits and says the same, only earlier.
 * - `fold`: one that is on its way or was just delivered says the same; this one is counted only.
 */
export type Admission =
  | { readonly kind: 'add'; readonly dueMs: number }
  | { readonly kind: 'replace'; readonly sequence: number }
  | { readonly kind: 'fold'; readonly sequence: number };

/**
 * Decides by the delivery of the same key that was accepted last. That something has begun or is over is said once within `FOLD_MS`; of
 * changes the last one is said, that long after the one before it.
 */
export function admit(notification: Notification, latest: Delivery | undefined, isUnderWay: boolean, nowMs: number): Admission {
  if (latest === undefined || latest.state === 'failed' || latest.notification.state !== notification.state) {
    return { kind: 'add', dueMs: nowMs };
  }
  const { sequence } = latest;
  if (latest.state === 'pending' && !isUnderWay) {
    return { kind: notification.time < latest.notification.time ? 'fold' : 'replace', sequence };
  }
  const quietUntilMs = (latest.settledMs ?? nowMs) + FOLD_MS;
  if (notification.state === 'changed') return { kind: 'add', dueMs: Math.max(nowMs, quietUntilMs) };
  return nowMs < quietUntilMs ? { kind: 'fold', sequence } : { kind: 'add', dueMs: nowMs };
}
