import type { Notification } from '@airside/domain';

import type { Delivery } from './delivery.ts';

/** Messages of one key that say the same are not sent more often than this. */
export const FOLD_MS = 5 * 60_000;

/** What ends the quiet between changes: nobody who is told of it needs the change that was held back. */
const FINAL: ReadonlySet<Notification['state']> = new Set(['resolved', 'acknowledged']);

/**
 * What becomes of a notification for a channel.
 * - `add`: it is delivered, from `dueMs` on.
 * - `replace`: it is delivered in the place of one that waits, from `dueMs` on.
 * - `fold`: one that is on its way or was just delivered says the same; this one is counted only.
 */
export type Admission =
  | { readonly kind: 'add'; readonly dueMs: number }
  | { readonly kind: 'replace'; readonly sequence: number; readonly dueMs: number }
  | { readonly kind: 'fold'; readonly sequence: number };

/**
 * Decides by the delivery of the same key that was accepted last. That something has begun or is over is said once within `FOLD_MS`; of
 * changes the last one is said, that long after the one before it, unless it is over or somebody takes over before: then that is said, at once.
 * What was tried is replaced no more: its receiver may have it, and knows it by its id.
 */
export function admit(notification: Notification, latest: Delivery | undefined, nowMs: number): Admission {
  if (latest === undefined || latest.state === 'failed') return { kind: 'add', dueMs: nowMs };
  const { sequence, dueMs } = latest;
  const before = latest.notification;
  const isWaiting = latest.state === 'pending' && latest.attempts === 0;
  if (before.state !== notification.state) {
    const isMoot = isWaiting && dueMs > nowMs && before.state === 'changed' && FINAL.has(notification.state);
    return isMoot ? { kind: 'replace', sequence, dueMs: nowMs } : { kind: 'add', dueMs: nowMs };
  }
  if (isWaiting) return notification.time < before.time ? { kind: 'fold', sequence } : { kind: 'replace', sequence, dueMs };
  const quietUntilMs = (latest.settledMs ?? nowMs) + FOLD_MS;
  if (notification.state === 'changed') return { kind: 'add', dueMs: Math.max(nowMs, quietUntilMs) };
  return nowMs < quietUntilMs ? { kind: 'fold', sequence } : { kind: 'add', dueMs: nowMs };
}
