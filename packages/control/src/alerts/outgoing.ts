import type { Notification } from '@airside/domain';

/** A message on its way to channels; kept until whoever delivers has taken it. */
export interface Outgoing {
  readonly notification: Notification;
  /** Names; `*`: all that want it; `*notify`: all of these but trackers. */
  readonly channels: readonly string[];
}

/** Stands for the channels that want a message by themselves, where nobody is named. */
export const ANY_CHANNEL = '*';

/** Stands for those of them that people watch: trackers get tickets, which are ordered by themselves. */
export const WATCHED_CHANNELS = '*notify';

export function outgoingId({ notification, channels }: Outgoing): string {
  return `${notification.id} ${channels.join(',')}`;
}
