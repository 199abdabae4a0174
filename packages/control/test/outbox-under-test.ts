import type { Notification } from '@airside/domain';

import { createOutbox, type Outbox } from '../src/outbox/outbox.ts';
import { openOutboxStore } from '../src/outbox/sqlite/open.ts';
import type { OutboxStore } from '../src/outbox/store.ts';
import { HeldTimers } from './held-timers.ts';
import { notificationWith } from './notification.ts';
import { ScriptedChannel } from './scripted-channel.ts';

export interface OutboxUnderTest {
  readonly outbox: Outbox;
  readonly store: OutboxStore;
  readonly timers: HeldTimers;
  readonly problems: unknown[];
  readonly channels: Readonly<Record<string, ScriptedChannel>>;
  /** Hands in a notification; its time is now. */
  notify(fields?: Partial<Notification>): void;
  /** Lets time pass, and everything that follows from it happen. */
  pass(ms: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An outbox with scripted channels, whose time passes when a test says so. */
export function outboxUnderTest(
  names: readonly string[],
  {
    store = openOutboxStore(':memory:'),
    timers = new HeldTimers(),
    random = () => 0,
  }: Partial<Pick<OutboxUnderTest, 'store' | 'timers'>> & { random?: () => number } = {},
): OutboxUnderTest {
  const problems: unknown[] = [];
  const outbox = createOutbox({ store, timers, random, onProblem: (error) => problems.push(error) });
  const channels = Object.fromEntries(names.map((name) => [name, new ScriptedChannel(name)]));
  outbox.setChannels(Object.values(channels));
  return {
    outbox,
    store,
    timers,
    problems,
    channels,
    notify: (fields = {}) => outbox.notify(notificationWith({ time: new Date(timers.now()).toISOString(), ...fields })),
    async pass(ms) {
      const endMs = timers.now() + ms;
      for (;;) {
        await settled();
        const next = timers.nextInMs;
        if (next === undefined || timers.now() + next > endMs) break;
        timers.pass(next);
      }
      timers.pass(endMs - timers.now());
    },
    async [Symbol.asyncDispose]() {
      await outbox.close();
      store.close();
    },
  };
}

/** Everything that was only waiting for its turn has had it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
