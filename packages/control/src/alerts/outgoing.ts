import type { Notification } from '@airside/domain';

/** A message on its way to channels; kept until whoever delivers has taken it. */
export interface Outgoing {
  readonly notification: Notification;
  /** `*`: all that want it. */
  readonly channels: readonly string[];
}

/** Stands for the channels that want a message by themselves, where nobody is named. */
export const ANY_CHANNEL = '*';

export function outgoingId({ notification, channels }: Outgoing): string {
  return `${notification.id} ${channels.join(',')}`;
}
