import type { Notification } from '@airside/domain';

import type { Timers } from '../exchanges/timers.ts';
import type { Attempt, Channel, Outcome } from './channel.ts';

const ATTEMPT_MS = 30_000;

export interface AttemptOptions extends Pick<Attempt, 'reference' | 'number'> {
  readonly controller: AbortController;
  readonly timers: Timers;
}

/** One attempt to deliver, which ends with its time whether or not the channel heeds that. Never rejects. */
export async function attempt(channel: Channel, notification: Notification, options: AttemptOptions): Promise<Outcome> {
  const { controller, timers, reference, number } = options;
  const { signal } = controller;
  const cancelLimit = timers.after(ATTEMPT_MS, () => controller.abort());
  const overdue = new Promise<Outcome>((resolve) => {
    const onAbort = () => resolve({ kind: 'later', reason: 'there was no complete answer in time' });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  const delivered = Promise.resolve()
    .then(() => channel.deliver(notification, { reference, number, signal }))
    .catch((error: unknown): Outcome => ({ kind: 'later', reason: error instanceof Error ? error.message : String(error) }));
  const outcome = await Promise.race([delivered, overdue]);
  cancelLimit();
  return outcome;
}
