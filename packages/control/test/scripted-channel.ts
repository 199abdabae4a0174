import type { Notification } from '@airside/domain';

import type { Attempt, Channel, Outcome } from '../src/outbox/channel.ts';

/** A channel that answers as a test says, and remembers what it was given. */
export class ScriptedChannel implements Channel {
  readonly name: string;
  readonly kind = 'scripted';
  readonly target = 'test';
  isTracker = false;
  /** Everything it was handed, each attempt once. */
  readonly attempts: { readonly notification: Notification; readonly attempt: Attempt }[] = [];
  /** Those that it took. */
  readonly taken: Notification[] = [];
  answer: (notification: Notification, attempt: Attempt) => Outcome | Promise<Outcome> = () => TAKEN;
  wants: (notification: Notification) => boolean = () => true;

  constructor(name: string) {
    this.name = name;
  }

  async deliver(notification: Notification, attempt: Attempt): Promise<Outcome> {
    this.attempts.push({ notification, attempt });
    const outcome = await this.answer(notification, attempt);
    if (outcome.kind === 'delivered') this.taken.push(notification);
    return outcome;
  }
}

export const TAKEN: Outcome = { kind: 'delivered', answer: 'ok' };
export const AWAY: Outcome = { kind: 'later', reason: 'away' };
