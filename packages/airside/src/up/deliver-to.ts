import { ANY_CHANNEL, type Outbox, type Outgoing, WATCHED_CHANNELS } from '@airside/control';

/** Hands a message of alerting to the channels that it is for, and yields their names. */
export function deliverTo(outbox: Pick<Outbox, 'accept' | 'notify'>, { notification, channels }: Outgoing): readonly string[] {
  const asking = channels.includes(ANY_CHANNEL)
    ? outbox.notify(notification)
    : channels.includes(WATCHED_CHANNELS)
      ? outbox.notify(notification, { kind: 'notify' })
      : [];
  const named = channels.filter((name) => name !== ANY_CHANNEL && name !== WATCHED_CHANNELS);
  return [...new Set([...asking, ...(named.length > 0 ? outbox.accept(notification, named) : [])])];
}
