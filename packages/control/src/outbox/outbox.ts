import type { Notification } from '@airside/domain';

import { SYSTEM_TIMERS, type Timers } from '../exchanges/timers.ts';
import { admit } from './admission.ts';
import type { Channel, Outcome } from './channel.ts';
import type { Delivery, DeliveryFilter } from './delivery.ts';
import { fitNotification } from './fit-notification.ts';
import { createLane, type Lane, type LaneState } from './lane.ts';
import { channelNotice, noticeKey } from './notice.ts';
import { createPastTheStore, type Held, newlyHeld } from './past-the-store.ts';
import type { DeliveryListOptions, OutboxStore } from './store.ts';
import { testChannel } from './test-channel.ts';

/** Deliveries that may wait for one channel; beyond that the oldest are given up. */
const MOST_PENDING = 1000;
/** Notifications that are held in memory while the store cannot be written. */
const MOST_HELD = 1000;
const HELD_RETRY_MS = 5_000;
const SWEEP_MS = 60_000;
const SWEEP_BATCH = 1000;
const KEEP_SETTLED_MS = 7 * 24 * 60 * 60_000;
const KEEP_AT_MOST = 10_000;
/** From so many failures in a row on, the health endpoint says that a channel does not work. */
const FAILURES_SAID = 3;

export interface OutboxOptions {
  readonly store: OutboxStore;
  /** Told when the store fails. Must not throw. */
  readonly onProblem?: (error: unknown) => void;
  readonly timers?: Timers;
  /** From 0 to below 1. */
  readonly random?: () => number;
}

/** A channel as it is doing. */
export interface ChannelStatus extends LaneState {
  readonly name: string;
  readonly kind: string;
  readonly target: string;
  readonly pending: number;
  readonly delivered: number;
  readonly failed: number;
}

/** Who is to get a message: people who watch, those who work on tickets, or both where absent; where channels are named, these alone. */
export interface Audience {
  readonly kind?: 'notify' | 'ticket';
  readonly channels?: readonly string[] | undefined;
}

/** Where messages to people are handed in: kept until they are delivered, however often that has to be tried. */
export interface Outbox {
  /** Sends a notification to all channels of the audience that want it, and yields their names. Returns at once, never throws. */
  notify(notification: Notification, to?: Audience): readonly string[];
  /** The same for these channels, whatever they want; names of none are passed over. */
  accept(notification: Notification, channels: readonly string[]): readonly string[];
  /** From now on these channels; those that are the same object as before go on undisturbed. What waits for one that is gone is given up. */
  setChannels(channels: readonly Channel[]): void;
  channels(): readonly ChannelStatus[];
  /** Last accepted first. */
  deliveries(filter: DeliveryFilter, options: DeliveryListOptions): readonly Delivery[];
  /** Sends a test message past the outbox. Undefined where there is no such channel. */
  test(channel: string): Promise<Outcome> | undefined;
  /** What the health endpoint says of it; empty when nothing is wrong. */
  degradations(): readonly string[];
  /** Stops; what is not delivered waits for the next start. The store stays open. */
  close(): Promise<void>;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, onProblem = () => undefined, timers = SYSTEM_TIMERS, random = Math.random } = options;
  const lanes = new Map<string, Lane>();
  /** Channels that gave up a message, or failed for long, and have not delivered one since. */
  const troubled = new Set<string>();
  let held: Held[] = [];
  let lost = 0;
  let failing = false;
  let closed = false;

  const accept = (given: Notification, channels: readonly string[]): readonly string[] => {
    const known = channels.filter((name) => lanes.has(name));
    if (known.length === 0 || closed) return [];
    const notification = fitted(given);
    if (notification === undefined) return [];
    hand(newlyHeld(notification, known));
    for (const name of known) lanes.get(name)?.wake();
    return known;
  };

  /** What the store does not take because of itself is told past it, and handed in again. */
  const hand = (message: Held): void => {
    try {
      keep(message);
      failing = false;
    } catch (error) {
      failing = true;
      onProblem(error);
      if (held.length === MOST_HELD) lost += 1;
      else held.push(message);
      if (held.length === 1) timers.after(HELD_RETRY_MS, releaseHeld);
      pastTheStore.tell(message, held);
    }
  };

  /** Undefined for what is no notification, which is told. */
  const fitted = (notification: Notification): Notification | undefined => {
    try {
      return fitNotification(notification);
    } catch (error) {
      lost += 1;
      onProblem(error);
      return undefined;
    }
  };

  const keep = ({ notification, channels, told }: Held): void => {
    const givenUp: Delivery[] = [];
    store.atomically(() => {
      for (const name of channels) {
        if (store.knows(notification.id, name)) continue;
        const nowMs = timers.now();
        const admission = admit(notification, store.latest(name, notification.key), nowMs);
        if (admission.kind === 'replace') store.replace(admission.sequence, notification, admission.dueMs);
        else if (admission.kind === 'fold') store.fold(admission.sequence, notification.id);
        else {
          const { sequence } = store.add({ channel: name, notification, acceptedMs: nowMs, dueMs: admission.dueMs });
          if (told.has(name)) store.settle(sequence, 'delivered', nowMs, null);
          givenUp.push(...makeRoom(name, nowMs));
        }
      }
    });
    for (const delivery of givenUp) trouble(delivery.channel, TOO_MANY);
  };

  const isKnown = (notification: Notification, name: string): boolean => {
    try {
      const latest = store.latest(name, notification.key);
      const saysTheSame = latest?.notification.state === notification.state;
      return store.knows(notification.id, name) || (saysTheSame && admit(notification, latest, timers.now()).kind !== 'add');
    } catch {
      return false;
    }
  };
  const pastTheStore = createPastTheStore({ channelOf: (name) => lanes.get(name)?.channel, isKnown, timers, random });

  const makeRoom = (name: string, nowMs: number): Delivery[] => {
    const excess = store.countPending(name) - MOST_PENDING;
    if (excess <= 0) return [];
    const oldest = store.oldestPending(name, excess + 16).filter(({ sequence }) => !lanes.get(name)?.isUnderWay(sequence));
    const leaving = oldest.slice(0, excess);
    for (const { sequence } of leaving) store.settle(sequence, 'failed', nowMs, TOO_MANY);
    return leaving;
  };

  const releaseHeld = (): void => {
    const waiting = held;
    held = waiting.filter(({ underWay }) => underWay.size > 0);
    if (held.length > 0) timers.after(HELD_RETRY_MS, releaseHeld);
    for (const message of waiting) if (message.underWay.size === 0) hand(message);
    for (const { channels } of waiting) for (const name of channels) lanes.get(name)?.wake();
  };

  const trouble = (name: string, error: string): void => {
    if (troubled.has(name)) return;
    troubled.add(name);
    tellOthers(name, 'opened', error);
  };

  const recovered = (name: string): void => {
    if (troubled.delete(name)) tellOthers(name, 'resolved', null);
  };

  const tellOthers = (name: string, state: 'opened' | 'resolved', error: string | null): void => {
    const others = [...lanes.keys()].filter((other) => other !== name);
    accept(channelNotice(name, state, error, timers.now()), others);
  };

  const open = (channel: Channel): void => {
    const { name } = channel;
    const lane = createLane({
      channel,
      store,
      timers,
      random,
      onDelivered: () => recovered(name),
      onGivenUp: (_delivery, reason) => trouble(name, reason),
      onFailing: (reason) => trouble(name, reason),
      onProblem,
    });
    lanes.set(name, lane);
    if (store.list({ key: noticeKey(name) }, { limit: 1 })[0]?.notification.state === 'opened') troubled.add(name);
    lane.wake();
  };

  const sweep = (): void => {
    try {
      abandonUnknown();
      store.prune({ settledBeforeMs: timers.now() - KEEP_SETTLED_MS, keepAtMost: KEEP_AT_MOST }, SWEEP_BATCH);
    } catch (error) {
      onProblem(error);
    }
    if (!closed) cancelSweep = timers.after(SWEEP_MS, sweep);
  };

  const abandonUnknown = (): void => {
    for (const { channel, pending } of store.counts()) {
      if (pending === 0 || lanes.has(channel)) continue;
      for (const { sequence } of store.oldestPending(channel, SWEEP_BATCH)) {
        store.settle(sequence, 'failed', timers.now(), 'the channel is no longer in the configuration');
      }
    }
  };

  let cancelSweep = timers.after(SWEEP_MS, sweep);

  return {
    accept,
    notify(notification, { kind, channels } = {}) {
      const meant = [...lanes.values()].filter(
        ({ channel }) =>
          (channels === undefined ? kind === undefined || channel.isTracker === (kind === 'ticket') : channels.includes(channel.name)) &&
          channel.wants(notification),
      );
      return accept(
        notification,
        meant.map(({ channel }) => channel.name),
      );
    },
    setChannels(channels) {
      const staying = new Set(channels);
      for (const [name, lane] of lanes) {
        if (staying.has(lane.channel)) continue;
        lanes.delete(name);
        troubled.delete(name);
        void lane.close();
      }
      for (const channel of channels) if (!lanes.has(channel.name)) open(channel);
    },
    channels() {
      const counts = new Map(store.counts().map((count) => [count.channel, count]));
      return [...lanes.values()].map(({ channel: { name, kind, target }, state }) => {
        const { pending = 0, delivered = 0, failed = 0 } = counts.get(name) ?? {};
        return { name, kind, target, pending, delivered, failed, ...state() };
      });
    },
    deliveries: (filter, list) => store.list(filter, list),
    test(name) {
      const channel = lanes.get(name)?.channel;
      return channel === undefined ? undefined : testChannel(channel, timers.now());
    },
    degradations: () => [
      ...(failing ? ['messages to people cannot be stored'] : []),
      ...(lost === 0 ? [] : ['messages to people were lost']),
      ...(troubled.size === 0 && ![...lanes.values()].some(({ state }) => state().failures >= FAILURES_SAID)
        ? []
        : ['messages to people cannot be delivered']),
    ],
    async close() {
      closed = true;
      cancelSweep();
      await Promise.all([pastTheStore.close(), ...[...lanes.values()].map((lane) => lane.close())]);
    },
  };
}

const TOO_MANY = `more than ${MOST_PENDING} messages waited for the channel: the oldest gave way`;
