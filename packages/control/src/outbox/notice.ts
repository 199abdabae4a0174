import { randomUUID } from 'node:crypto';

import type { Notification } from '@airside/domain';

/** The key of what is said about a channel that does not deliver. */
export function noticeKey(channel: string): string {
  return `channel:${channel}`;
}

/** Tells the other channels that messages to one wait in vain or were given up, or that it takes messages again. */
export function channelNotice(channel: string, state: 'opened' | 'resolved', error: string | null, nowMs: number): Notification {
  const failed = state === 'opened';
  return {
    id: randomUUID(),
    key: noticeKey(channel),
    about: 'alert',
    state,
    time: new Date(nowMs).toISOString(),
    severity: failed ? 'high' : 'info',
    title: failed ? `Messages to the channel ${channel} are not delivered` : `The channel ${channel} takes messages again`,
    text: failed
      ? 'At least one message waits in vain or was given up. It is kept, and listed by the command below.'
      : 'Messages that were given up before are not sent again.',
    facts:
      error === null
        ? [['Channel', channel]]
        : [
            ['Channel', channel],
            ['Error', error.slice(0, 500)],
          ],
    apis: [],
    owners: [],
    commands: ['airside channels list'],
  };
}
