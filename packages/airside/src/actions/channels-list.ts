import { channelView, deliveryView } from '@airside/control';
import { z } from 'zod';

import { withQuery } from '../admin/ask.ts';
import { askLive } from '../admin/ask-live.ts';
import type { OutputOptions } from '../admin/records.ts';
import { each, printList, timeText } from '../admin/show.ts';

export type ListChannelsOptions = OutputOptions;
export interface ListDeliveriesOptions extends OutputOptions {
  readonly channel?: string;
  readonly state?: string;
  readonly limit: number;
}

type Channel = z.infer<typeof channelView>;

/** Prints how the channels of a running Airside are doing. */
export async function listChannels(options: ListChannelsOptions): Promise<void> {
  const { items } = await askLive(options, { method: 'GET', path: '/v1/channels' }, z.object({ items: z.array(channelView) }));
  await printList(each(items), {
    json: options.json,
    header: ['name', 'kind', 'to', 'state', 'waiting', 'given up', 'last delivered', 'last error'],
    row: (channel) => [
      channel.name,
      channel.kind,
      channel.target,
      stateOf(channel),
      String(channel.pending),
      String(channel.failed),
      timeText(channel.lastDeliveredMs ?? undefined),
      channel.lastError ?? '-',
    ],
    empty: 'no channel is configured',
  });
}

function stateOf({ failures, pausedUntilMs }: Channel): string {
  if (failures === 0) return 'ok';
  return pausedUntilMs === null ? 'failing' : `failing, next try ${timeText(pausedUntilMs)}`;
}

/** Prints messages that are on their way, delivered and given up, newest first. */
export async function listDeliveries(options: ListDeliveriesOptions): Promise<void> {
  const { channel, state, limit } = options;
  const path = withQuery('/v1/deliveries', { channel, state, limit });
  const { items } = await askLive(options, { method: 'GET', path }, z.object({ items: z.array(deliveryView) }));
  await printList(each(items), {
    json: options.json,
    header: ['time', 'channel', 'state', 'attempts', 'about', 'title', 'last error'],
    row: ({ acceptedMs, channel: name, state: at, attempts, notification, error }) => [
      timeText(acceptedMs),
      name,
      at,
      String(attempts),
      `${notification.about} ${notification.state}`,
      notification.title,
      error ?? '-',
    ],
    empty: 'no message is on record',
  });
}
