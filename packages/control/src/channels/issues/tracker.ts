import type { Notification } from '@airside/domain';

import type { Attempt, Outcome } from '../../outbox/channel.ts';
import { CallFailed } from './call.ts';

/** An issue as its tracker names it. */
export interface Issue {
  readonly id: string;
  readonly isOpen: boolean;
  /** It was made of this very notification, by an attempt whose answer was lost. */
  readonly isMadeOfIt?: boolean;
}

/** What issue trackers can do. Each call rejects with a `CallFailed` where the tracker does not do it. */
export interface Tracker {
  /** The open issue that a mark names; undefined where there is none. */
  find(notification: Notification, signal: AbortSignal): Promise<Issue | undefined>;
  /** The issue with this id; undefined where it is gone. */
  get(id: string, notification: Notification, signal: AbortSignal): Promise<Issue | undefined>;
  create(notification: Notification, signal: AbortSignal): Promise<string>;
  comment(id: string, notification: Notification, signal: AbortSignal): Promise<void>;
  close(id: string, notification: Notification, signal: AbortSignal): Promise<void>;
}

/**
 * Brings an issue to where the notification says it is: one open issue for each key, which is looked for before one is made, a comment for
 * each change, closed when it is over. An issue that somebody closed stays closed; if the thing goes on, a new one is opened.
 */
export async function bringTo(tracker: Tracker, notification: Notification, { reference, signal }: Attempt): Promise<Outcome> {
  try {
    const known = reference === undefined ? undefined : await tracker.get(reference, notification, signal);
    const issue = known?.isOpen === true ? known : await tracker.find(notification, signal);
    if (notification.state === 'resolved') {
      if (issue === undefined) return { kind: 'delivered', answer: 'no issue is open', reference: null };
      await tracker.comment(issue.id, notification, signal);
      await tracker.close(issue.id, notification, signal);
      return { kind: 'delivered', answer: `closed issue ${issue.id}`, reference: null };
    }
    if (issue === undefined && notification.state === 'acknowledged')
      return { kind: 'delivered', answer: 'no issue is open', reference: null };
    if (issue === undefined) {
      const id = await tracker.create(notification, signal);
      return { kind: 'delivered', answer: `opened issue ${id}`, reference: id };
    }
    if (issue.isMadeOfIt === true) return { kind: 'delivered', answer: `had opened issue ${issue.id}`, reference: issue.id };
    await tracker.comment(issue.id, notification, signal);
    return { kind: 'delivered', answer: `commented on issue ${issue.id}`, reference: issue.id };
  } catch (error) {
    if (error instanceof CallFailed) return error.outcome;
    throw error;
  }
}

/** Where issues about these APIs go: of those that have a place of their own, the first one's. */
export function placeFor({ apis }: Notification, byApi: Readonly<Record<string, string>>, otherwise: string): string {
  const api = apis.find((id) => Object.hasOwn(byApi, id));
  return (api === undefined ? undefined : byApi[api]) ?? otherwise;
}
