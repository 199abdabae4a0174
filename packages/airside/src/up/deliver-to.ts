import { ANY_CHANNEL, type Outbox, type Outgoing, WATCHED_CHANNELS } from '@airside/control';

/** Hands a message of alerting to the channels that it is for. */
export function deliverTo(outbox: Pick<Outbox, 'accept' | 'notify'>, { notification, channels }: Outgoing): void {
  if (channels.includes(ANY_CHANNEL)) outbox.notify(notification);
  else if (channels.includes(WATCHED_CHANNELS)) outbox.notify(notification, { kind: 'notify' });
  const named = channels.filter((name) => name !== ANY_CHANNEL && name !== WATCHED_CHANNELS);
  if (named.length > 0) outbox.accept(notification, named);
}
