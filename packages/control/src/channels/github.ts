import type { ChannelConfiguration, Notification } from '@airside/domain';
import { z } from 'zod';

import { createCaller } from './issues/call.ts';
import { bringTo, placeFor, type Tracker } from './issues/tracker.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { issueBody, issueTitle, keyMark, marksIn, messageMark } from './text/markdown.ts';

type Settings = NonNullable<ChannelConfiguration['github']>;

const LABEL = 'airside';
/** Open issues with the label that are looked through, newest first. */
const MOST_PAGES = 5;
const PAGE = 100;

const issue = z.object({
  number: z.int(),
  state: z.string(),
  body: z.string().nullable().default(null),
  pull_request: z.unknown().optional(),
});

/** Issues on GitHub (REST API, version 2022-11-28). They are found by a mark in their text: the search of GitHub lags behind. */
export function githubReceiver(settings: Settings, context: ReceiverContext): Receiver {
  const tracker = githubTracker(settings, context);
  return {
    target: `${new URL(settings.url).host} ${settings.repository}`,
    deliver: (notification, attempt) => bringTo(tracker, notification, attempt),
  };
}

function githubTracker({ token, url, repository, repositories, labels }: Settings, context: ReceiverContext): Tracker {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token.reveal()}`,
    'x-github-api-version': '2022-11-28',
  };
  const caller = createCaller(url, headers, [token.reveal()], context);
  const issuesOf = (notification: Notification) => `/repos/${placeFor(notification, repositories, repository)}/issues`;
  return {
    async find(notification, signal) {
      const mark = keyMark(notification);
      for (let page = 1; page <= MOST_PAGES; page++) {
        const path = `${issuesOf(notification)}?state=open&labels=${LABEL}&sort=created&direction=desc&per_page=${PAGE}&page=${page}`;
        const found = await caller.ask({ method: 'GET', path, signal }, z.array(issue));
        const match = found.find(({ body, pull_request: pullRequest }) => pullRequest === undefined && marksIn(body)?.key === mark);
        if (match !== undefined)
          return { id: String(match.number), isOpen: true, isMadeOfIt: marksIn(match.body)?.message === messageMark(notification) };
        if (found.length < PAGE) return undefined;
      }
      return undefined;
    },
    async get(id, notification, signal) {
      const found = await caller.askFor({ method: 'GET', path: `${issuesOf(notification)}/${id}`, signal }, issue);
      return found !== undefined && marksIn(found.body)?.key === keyMark(notification) ? { id, isOpen: found.state === 'open' } : undefined;
    },
    async create(notification, signal) {
      const body = { title: issueTitle(notification), body: issueBody(notification), labels: [LABEL, ...labels] };
      const made = await caller.ask({ method: 'POST', path: issuesOf(notification), body, signal }, z.object({ number: z.int() }));
      return String(made.number);
    },
    comment: (id, notification, signal) =>
      caller.tell({ method: 'POST', path: `${issuesOf(notification)}/${id}/comments`, body: { body: issueBody(notification) }, signal }),
    close: (id, notification, signal) =>
      caller.tell({
        method: 'PATCH',
        path: `${issuesOf(notification)}/${id}`,
        body: { state: 'closed', state_reason: 'completed' },
        signal,
      }),
  };
}
