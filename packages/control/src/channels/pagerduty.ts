import { createHash } from 'node:crypto';

import type { ChannelConfiguration, Notification } from '@airside/domain';

import { postJson } from './post-json.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText, plainText } from './text/content.ts';

type Settings = NonNullable<ChannelConfiguration['pagerduty']>;

const LONGEST_SUMMARY = 1024;
const LONGEST_DETAIL = 8000;

const SEVERITIES = {
  info: 'info',
  low: 'info',
  medium: 'warning',
  high: 'error',
  critical: 'critical',
} as const satisfies Record<Notification['severity'], string>;

const ACTIONS = {
  opened: 'trigger',
  changed: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
} as const satisfies Record<Notification['state'], string>;

/** PagerDuty's Events API v2. A change is another trigger with the same key, which PagerDuty adds to the incident that is open. */
export function pagerdutyReceiver({ routingKey, url: address }: Settings, context: ReceiverContext): Receiver {
  const url = new URL(address);
  const secrets = [routingKey.reveal()];
  return {
    target: url.origin,
    deliver: (notification, { signal }) => postJson(url, pagerdutyEvent(notification, routingKey.reveal()), context, { signal, secrets }),
  };
}

export function pagerdutyEvent(notification: Notification, routingKey: string): object {
  const { key, state, severity, time, apis, about } = notification;
  const content = contentOf(notification);
  const event = {
    routing_key: routingKey,
    event_action: ACTIONS[state],
    dedup_key: dedupKey(key),
    client: 'Airside',
  };
  if (event.event_action !== 'trigger') return event;
  return {
    ...event,
    payload: {
      summary: fitText(content.heading, LONGEST_SUMMARY),
      source: 'airside',
      severity: SEVERITIES[severity],
      timestamp: time,
      class: about,
      ...(apis[0] !== undefined && { component: apis[0] }),
      custom_details: { message: fitText(plainText(content), LONGEST_DETAIL) },
    },
  };
}

/** At most 255 characters; visible ones stay legible. */
function dedupKey(key: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(key) ? `airside/${key}` : `airside/${createHash('sha256').update(key).digest('hex')}`;
}
