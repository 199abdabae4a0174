import type { Addressees, Outbox } from '@airside/control';
import { CHANNEL_KINDS, type Notification } from '@airside/domain';

/** Channels whose receivers open a ticket for each message. */
const TICKETS: ReadonlySet<string> = new Set(['github', 'gitlab', 'jira']);
const OTHERS: ReadonlySet<string> = new Set(CHANNEL_KINDS.filter((kind) => !TICKETS.has(kind)));

/** Hands a message to the channels that are meant: those that are named, else all of the kind that want it. */
export function tell(outbox: Pick<Outbox, 'notify' | 'accept'>, notification: Notification, { kind, channels }: Addressees): void {
  if (channels === undefined) outbox.notify(notification, kind === 'ticket' ? TICKETS : OTHERS);
  else outbox.accept(notification, channels);
}
