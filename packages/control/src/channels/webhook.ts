import { createHash, createHmac } from 'node:crypto';

import type { ChannelConfiguration, Notification } from '@airside/domain';

import { judgeAnswer } from '../outgoing/judge.ts';
import { send } from '../outgoing/send.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';

type Settings = NonNullable<ChannelConfiguration['webhook']>;

/**
 * A program of the operator: the notification as JSON, signed with HMAC-SHA256 as Standard Webhooks 1.0.0 say. `webhook-id` is the same
 * however often a notification is sent; the signed time is that of the attempt.
 */
export function webhookReceiver(
  { url: address, secret }: Settings,
  { timeoutMs, ca }: ReceiverContext,
  now: () => number = Date.now,
): Receiver {
  const url = new URL(address);
  const text = secret.reveal();
  const key = Buffer.from(text.startsWith('whsec_') ? text.slice('whsec_'.length) : text, 'base64');
  return {
    target: url.origin,
    async deliver(notification, { signal }) {
      const body = webhookBody(notification);
      const id = webhookId(notification);
      const timestamp = String(Math.floor(now() / 1000));
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      const answer = await send({
        url,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
        body,
        timeoutMs,
        signal,
        ...(ca !== undefined && { ca }),
      });
      return judgeAnswer(
        answer,
        [text, url.pathname + url.search].filter((secretText) => secretText.length > 1),
      );
    },
  };
}

function webhookBody(notification: Notification): string {
  const { about, state, time } = notification;
  return JSON.stringify({ type: `${about}.${state}`, timestamp: time, data: notification });
}

/** Letters and digits only, whatever the notification's own id is made of. */
function webhookId({ id }: Notification): string {
  return `msg_${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}
