import { randomUUID } from 'node:crypto';

import type { Notification } from '@airside/domain';

import type { Channel, Outcome } from './channel.ts';

const TEST_MS = 30_000;

/** Sends a test message, once and past the outbox. A failure of any kind is an outcome. */
export async function testChannel(channel: Channel, nowMs: number = Date.now()): Promise<Outcome> {
  const attempt = { reference: undefined, number: 1, signal: AbortSignal.timeout(TEST_MS) };
  try {
    return await channel.deliver(testMessage(channel.name, nowMs), attempt);
  } catch (error) {
    return { kind: 'later', reason: (error as Error).message };
  }
}

function testMessage(channel: string, nowMs: number): Notification {
  return {
    id: randomUUID(),
    key: `test:${channel}`,
    about: 'test',
    state: 'opened',
    time: new Date(nowMs).toISOString(),
    severity: 'info',
    title: `Test of the channel ${channel}`,
    text: 'Somebody wanted to see whether messages arrive here. Nothing is wrong.',
    facts: [['Channel', channel]],
    apis: [],
    owners: [],
    commands: [],
  };
}
