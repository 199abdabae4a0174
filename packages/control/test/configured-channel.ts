import { type ChannelConfiguration, type Notification, parseConfiguration } from '@airside/domain';

import { createChannel } from '../src/channels/create.ts';
import type { Attempt, Channel, Outcome } from '../src/outbox/channel.ts';

/** One object for all: the schemas are made once for each, which takes longer than a validation. */
const POLICIES = {};

/** A channel of a configuration in YAML; `environment` holds its secrets. Throws where the configuration is not right. */
export function channelOf(yaml: string, environment: Readonly<Record<string, string>> = {}, ca?: string): Channel {
  return createChannel('test', settingsOf(yaml, environment), ca);
}

function settingsOf(yaml: string, environment: Readonly<Record<string, string>>): ChannelConfiguration {
  const text = `channels: { test: { ${yaml} } }\napis: { shop: { upstreams: ['http://127.0.0.1:1'] } }\n`;
  const { configuration, problems } = parseConfiguration(text, { file: '/airside.yaml', policies: POLICIES, environment });
  const settings = configuration?.channels['test'];
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}

/** One attempt to deliver; what keeps an answer from coming is its outcome, as in the outbox. */
export function deliver(channel: Channel, notification: Notification, attempt: Partial<Attempt> = {}): Promise<Outcome> {
  return channel
    .deliver(notification, { reference: undefined, number: 1, signal: AbortSignal.timeout(10_000), ...attempt })
    .catch((error: unknown): Outcome => ({ kind: 'later', reason: (error as Error).message }));
}
