import type { Notification } from '@airside/domain';

/**
 * What became of an attempt to deliver. Texts are for the operator: printable, bounded, without secrets.
 * - `delivered`: the receiver has it. `reference` is what it calls the thing from now on (a ticket), null once that is over.
 * - `later`: not now, perhaps another time; `afterMs` is how long the receiver asks to be left alone. With `othersHaveIt` the receiver works, and
 *   some of those behind it have the message: nothing else waits for the rest.
 * - `refused`: never, however often it is tried.
 */
export type Outcome =
  | { readonly kind: 'delivered'; readonly answer: string; readonly reference?: string | null }
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number; readonly othersHaveIt?: true }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Attempt {
  /** What the receiver called the thing that the key of the notification stands for, where it told. */
  readonly reference: string | undefined;
  /** 1 for the first. */
  readonly number: number;
  /** Aborts when the time for the attempt is over, or Airside stops. */
  readonly signal: AbortSignal;
}

/** A way to people: one receiver in the configuration. */
export interface Channel {
  /** Its name in the configuration. */
  readonly name: string;
  /** What receives, such as `slack`. */
  readonly kind: string;
  /** It keeps tickets, one for each key, rather than telling people at once. */
  readonly isTracker: boolean;
  /** Where it goes, without what is secret of it. */
  readonly target: string;
  /** Whether a notification is meant for it. */
  wants(notification: Notification): boolean;
  /** Hands the notification over, once. Should not reject; where it does, that counts as `later`. */
  deliver(notification: Notification, attempt: Attempt): Promise<Outcome>;
}
