import { printable } from '@airside/domain';

import type { Timers } from '../exchanges/timers.ts';
import { attempt } from './attempt.ts';
import { backoffMs, LONGEST_ASKED_MS } from './backoff.ts';
import type { Channel, Outcome } from './channel.ts';
import type { Delivery } from './delivery.ts';
import type { OutboxStore } from './store.ts';

/** Deliveries to one channel at once, of different keys. */
const MOST_AT_ONCE = 4;
/** What could not be delivered for so long is given up. */
export const GIVE_UP_MS = 24 * 60 * 60_000;
/** Failures in a row, about a quarter of an hour, after which the channel is said to fail: a receiver that is being replaced is back by then. */
const FAILURES_TOLD = 10;
const STORE_RETRY_MS = 5_000;
const LONGEST_ERROR = 500;

export interface LaneOptions {
  readonly channel: Channel;
  readonly store: OutboxStore;
  readonly timers: Timers;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly onDelivered: () => void;
  readonly onGivenUp: (delivery: Delivery, reason: string) => void;
  /** Nothing was delivered for a while, however often it was tried. */
  readonly onFailing: (reason: string) => void;
  /** Told when the store fails. */
  readonly onProblem: (error: unknown) => void;
}

export interface LaneState {
  /** Attempts that failed since the last one that did not. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastDeliveredMs: number | null;
  /** Until then the channel is left alone, in milliseconds since 1970. */
  readonly pausedUntilMs: number | null;
}

/** The way to one channel: no other waits for it. */
export interface Lane {
  readonly channel: Channel;
  /** Looks for what is due, soon. */
  wake(): void;
  isUnderWay(sequence: number): boolean;
  state(): LaneState;
  /** Begins nothing more; resolves when what is under way has ended, which is cut short. */
  close(): Promise<void>;
}

export function createLane({ channel, store, timers, random, onDelivered, onGivenUp, onFailing, onProblem }: LaneOptions): Lane {
  const underWay = new Map<number, { readonly controller: AbortController; readonly ended: Promise<void> }>();
  /** Some of those behind the receiver have these, and the rest is waited for: with what keeps it, by sequence. */
  const partlyThere = new Map<number, { readonly delivery: Delivery; readonly error: string }>();
  let failures = 0;
  let pausedUntilMs = 0;
  let lastError: string | null = null;
  let lastDeliveredMs: number | null = null;
  let closed = false;
  let cancelTimer: (() => void) | undefined;

  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = closed ? undefined : timers.after(Math.max(0, delayMs), step);
  };

  const stored = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onProblem(error);
      schedule(STORE_RETRY_MS);
    }
  };

  const step = (): void => {
    cancelTimer = undefined;
    stored(() => {
      const nowMs = timers.now();
      // Unless the clock was set back.
      if (pausedUntilMs - nowMs > LONGEST_ASKED_MS) pausedUntilMs = nowMs;
      if (nowMs < pausedUntilMs) {
        schedule(pausedUntilMs - nowMs);
        return;
      }
      giveWay(nowMs);
      const due = store.due(channel.name, nowMs, MOST_AT_ONCE * 2).filter(({ sequence }) => !underWay.has(sequence));
      for (const delivery of due.slice(0, MOST_AT_ONCE - underWay.size)) begin(delivery);
      const nextMs = store.nextDueMs(channel.name, nowMs);
      if (nextMs !== undefined && cancelTimer === undefined) schedule(nextMs - nowMs);
    });
  };

  /** Who has one message gets the next about the same thing, whoever lacks that one. */
  const giveWay = (nowMs: number): void => {
    for (const [sequence, { delivery, error }] of partlyThere) {
      if (underWay.has(sequence)) continue;
      const latest = store.latest(channel.name, delivery.notification.key);
      if (latest?.sequence === sequence && latest.state === 'pending') continue;
      partlyThere.delete(sequence);
      if (latest?.sequence === sequence) continue;
      store.settle(sequence, 'failed', nowMs, error);
      onGivenUp(delivery, error);
    }
  };

  const begin = (delivery: Delivery): void => {
    const { sequence, notification } = delivery;
    store.begin(sequence);
    const reference = store.reference(channel.name, notification.key);
    const controller = new AbortController();
    const ended = attempt(channel, notification, { reference, number: delivery.attempts + 1, controller, timers }).then((outcome) => {
      underWay.delete(sequence);
      stored(() => conclude(delivery, outcome));
      if (timers.now() >= pausedUntilMs) schedule(0);
    });
    underWay.set(sequence, { controller, ended });
  };

  const conclude = (delivery: Delivery, outcome: Outcome): void => {
    const { sequence, notification } = delivery;
    const nowMs = timers.now();
    partlyThere.delete(sequence);
    if (outcome.kind === 'delivered') {
      failures = 0;
      pausedUntilMs = 0;
      lastDeliveredMs = nowMs;
      lastError = null;
      store.atomically(() => {
        store.settle(sequence, 'delivered', nowMs, null);
        if (outcome.reference !== undefined) store.setReference(channel.name, notification.key, outcome.reference, nowMs);
      });
      onDelivered();
      return;
    }
    // Stopping is nobody's failure: the delivery stays as it was.
    if (closed) return;
    const error = fit(outcome.reason);
    lastError = error;
    if (outcome.kind === 'later' && outcome.othersHaveIt === true) {
      failures = 0;
      pausedUntilMs = 0;
      lastDeliveredMs = nowMs;
      if (nowMs - delivery.acceptedMs < GIVE_UP_MS) {
        partlyThere.set(sequence, { delivery, error });
        store.postpone(sequence, nowMs + backoffMs(delivery.attempts + 1, random, outcome.afterMs), error);
        return;
      }
    }
    if (outcome.kind === 'refused' || nowMs - delivery.acceptedMs >= GIVE_UP_MS) {
      store.settle(sequence, 'failed', nowMs, error);
      onGivenUp(delivery, error);
      if (outcome.kind === 'refused' || outcome.othersHaveIt === true) return;
    }
    // Several that fail together are one failure of the receiver.
    if (nowMs >= pausedUntilMs && ++failures === FAILURES_TOLD) onFailing(error);
    pausedUntilMs = Math.max(pausedUntilMs, nowMs + backoffMs(failures, random, outcome.afterMs));
    if (nowMs - delivery.acceptedMs < GIVE_UP_MS) {
      store.postpone(sequence, nowMs + backoffMs(delivery.attempts + 1, random, outcome.afterMs), error);
    }
    schedule(pausedUntilMs - nowMs);
  };

  return {
    channel,
    wake: () => {
      if (timers.now() >= pausedUntilMs) schedule(0);
    },
    isUnderWay: (sequence) => underWay.has(sequence),
    state: () => ({ failures, lastError, lastDeliveredMs, pausedUntilMs: pausedUntilMs > timers.now() ? pausedUntilMs : null }),
    async close() {
      closed = true;
      cancelTimer?.();
      for (const { controller } of underWay.values()) controller.abort();
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
    },
  };
}

function fit(text: string): string {
  return printable(text.slice(0, LONGEST_ERROR));
}
