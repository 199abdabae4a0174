import type { Notification } from '@airside/domain';

import type { Timers } from '../exchanges/timers.ts';
import { attempt } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import type { Channel } from './channel.ts';

/** Messages that are on their way to one channel at once. */
const MOST_AT_ONCE = 4;

/** A notification that the store did not take, for these channels. */
export interface Held {
  readonly notification: Notification;
  readonly channels: readonly string[];
  /** Channels that have it all the same. */
  readonly told: Set<string>;
  readonly underWay: Set<string>;
  attempts: number;
  /** Before then it is not tried again. */
  nextMs: number;
}

export function newlyHeld(notification: Notification, channels: readonly string[]): Held {
  return { notification, channels, told: new Set(), underWay: new Set(), attempts: 0, nextMs: 0 };
}

export interface PastTheStoreOptions {
  readonly channelOf: (name: string) => Channel | undefined;
  /** Whether the channel was told the same lately, as far as the store can say. */
  readonly isKnown: (notification: Notification, channel: string) => boolean;
  readonly timers: Timers;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/**
 * Tells people what cannot be stored: a full disk is when they have to be told. That something begins or is over is told, changes wait. Trackers wait as well: what they call a
 * thing has to be remembered.
 */
export interface PastTheStore {
  /** `all`: everything that is held, of which nothing is told twice. Returns at once. */
  tell(held: Held, all: readonly Held[]): void;
  /** Resolves when what is under way has ended, which is cut short. */
  close(): Promise<void>;
}

export function createPastTheStore({ channelOf, isKnown, timers, random }: PastTheStoreOptions): PastTheStore {
  const underWay = new Map<Promise<void>, AbortController>();

  const isNews = ({ notification, told, underWay: sending }: Held, name: string, all: readonly Held[]): boolean => {
    if (told.has(name) || sending.has(name)) return false;
    let busy = 0;
    for (const other of all) {
      if (other.underWay.has(name) && (++busy === MOST_AT_ONCE || other.notification.key === notification.key)) return false;
      if (other.told.has(name) && other.notification.key === notification.key && other.notification.state === notification.state)
        return false;
    }
    return !isKnown(notification, name);
  };

  const send = (held: Held, channel: Channel): void => {
    const controller = new AbortController();
    held.underWay.add(channel.name);
    const ended = attempt(channel, held.notification, { reference: undefined, number: held.attempts, controller, timers }).then(
      (outcome) => {
        held.underWay.delete(channel.name);
        if (outcome.kind === 'delivered') held.told.add(channel.name);
        underWay.delete(ended);
      },
    );
    underWay.set(ended, controller);
  };

  return {
    tell(held, all) {
      if (held.notification.state === 'changed' || timers.now() < held.nextMs) return;
      held.attempts += 1;
      held.nextMs = timers.now() + backoffMs(held.attempts, random);
      for (const name of held.channels) {
        const channel = channelOf(name);
        if (channel !== undefined && !channel.isTracker && isNews(held, name, all)) send(held, channel);
      }
    },
    async close() {
      for (const controller of underWay.values()) controller.abort();
      await Promise.all(underWay.keys());
    },
  };
}
