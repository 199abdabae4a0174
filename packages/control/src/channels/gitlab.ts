import type { ChannelConfiguration, Notification } from '@airside/domain';
import { z } from 'zod';

import { createCaller } from './issues/call.ts';
import { bringTo, placeFor, type Tracker } from './issues/tracker.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { issueBody, issueTitle, keyMark, marksIn, messageMark } from './text/markdown.ts';

type Settings = NonNullable<ChannelConfiguration['gitlab']>;

const LABEL = 'airside';

const issue = z.object({ iid: z.int(), state: z.string(), description: z.string().nullable().default(null) });

/** Issues on GitLab (REST API, version 4), found by a mark in their description. */
export function gitlabReceiver(settings: Settings, context: ReceiverContext): Receiver {
  const tracker = gitlabTracker(settings, context);
  return {
    target: `${new URL(settings.url).host} ${settings.project}`,
    deliver: (notification, attempt) => bringTo(tracker, notification, attempt),
  };
}

function gitlabTracker({ token, url, project, projects, labels, confidential }: Settings, context: ReceiverContext): Tracker {
  const caller = createCaller(url, { 'private-token': token.reveal() }, [token.reveal()], context);
  const issuesOf = (notification: Notification) =>
    `/api/v4/projects/${encodeURIComponent(placeFor(notification, projects, project))}/issues`;
  return {
    async find(notification, signal) {
      const mark = keyMark(notification);
      const path = `${issuesOf(notification)}?state=opened&labels=${LABEL}&in=description&search=${mark}&order_by=created_at&per_page=20`;
      const found = await caller.ask({ method: 'GET', path, signal }, z.array(issue));
      const match = found.find(({ description }) => marksIn(description)?.key === mark);
      if (match === undefined) return undefined;
      return { id: String(match.iid), isOpen: true, isMadeOfIt: marksIn(match.description)?.message === messageMark(notification) };
    },
    async get(id, notification, signal) {
      const found = await caller.askFor({ method: 'GET', path: `${issuesOf(notification)}/${id}`, signal }, issue);
      return found !== undefined && marksIn(found.description)?.key === keyMark(notification)
        ? { id, isOpen: found.state === 'opened' }
        : undefined;
    },
    async create(notification, signal) {
      const body = {
        title: issueTitle(notification),
        description: issueBody(notification),
        labels: [LABEL, ...labels].join(','),
        confidential,
      };
      const made = await caller.ask({ method: 'POST', path: issuesOf(notification), body, signal }, z.object({ iid: z.int() }));
      return String(made.iid);
    },
    comment: (id, notification, signal) =>
      caller.tell({ method: 'POST', path: `${issuesOf(notification)}/${id}/notes`, body: { body: issueBody(notification) }, signal }),
    close: (id, notification, signal) =>
      caller.tell({ method: 'PUT', path: `${issuesOf(notification)}/${id}`, body: { state_event: 'close' }, signal }),
  };
}
