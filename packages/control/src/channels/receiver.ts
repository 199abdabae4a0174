import type { Notification } from '@airside/domain';

import type { Attempt, Outcome } from '../outbox/channel.ts';

/** What all receivers need to know. */
export interface ReceiverContext {
  readonly timeoutMs: number;
  /** Certificates (PEM) of the authorities to trust instead of the public ones. */
  readonly ca: string | undefined;
}

/** One kind of receiver, with its settings. */
export interface Receiver {
  /** Where it goes, without what is secret of it. */
  readonly target: string;
  /** Rejects where there is no answer, with what kept it from coming. */
  deliver(notification: Notification, attempt: Attempt): Promise<Outcome>;
}
