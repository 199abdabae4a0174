import type { ChannelConfiguration, Notification } from '@airside/domain';
import { z } from 'zod';

import { CallFailed, createCaller } from './issues/call.ts';
import { bringTo, placeFor, type Tracker } from './issues/tracker.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText, plainText } from './text/content.ts';
import { keyMark } from './text/markdown.ts';

type Settings = NonNullable<ChannelConfiguration['jira']>;

const LABEL = 'airside';
const LONGEST_SUMMARY = 250;
/** Jira takes 32,767 characters of text. */
const LONGEST_TEXT = 30_000;

const DONE = 'done';
const fields = z.object({
  labels: z.array(z.string()).default([]),
  status: z.object({ statusCategory: z.object({ key: z.string() }) }),
});
const issue = z.object({ key: z.string().regex(/^[A-Z][A-Z0-9_]{1,79}-\d{1,10}$/), fields });
const transitions = z.object({
  transitions: z.array(
    z.object({ id: z.string(), name: z.string(), to: z.object({ statusCategory: z.object({ key: z.string() }) }).optional() }),
  ),
});

/** Issues on Jira Cloud (REST API, version 3), found by a label. */
export function jiraReceiver(settings: Settings, context: ReceiverContext): Receiver {
  const tracker = jiraTracker(settings, context);
  return {
    target: `${new URL(settings.url).host} ${settings.project}`,
    deliver: (notification, attempt) => bringTo(tracker, notification, attempt),
  };
}

function jiraTracker({ url, user, token, project, projects, issueType, transition, labels }: Settings, context: ReceiverContext): Tracker {
  const credential = Buffer.from(`${user}:${token.reveal()}`).toString('base64');
  const caller = createCaller(url, { authorization: `Basic ${credential}` }, [token.reveal(), credential], context);
  const projectOf = (notification: Notification) => placeFor(notification, projects, project);
  const isOpen = ({ status }: z.infer<typeof fields>) => status.statusCategory.key !== DONE;
  return {
    async find(notification, signal) {
      const jql = `project = "${projectOf(notification)}" AND labels = "${keyMark(notification)}" AND statusCategory != Done ORDER BY created DESC`;
      const body = { jql, fields: ['labels', 'status'], maxResults: 1 };
      const { issues } = await caller.ask(
        { method: 'POST', path: '/rest/api/3/search/jql', body, signal },
        z.object({ issues: z.array(issue) }),
      );
      return issues[0] === undefined ? undefined : { id: issues[0].key, isOpen: isOpen(issues[0].fields) };
    },
    async get(id, notification, signal) {
      const found = await caller.askFor({ method: 'GET', path: `/rest/api/3/issue/${id}?fields=labels,status`, signal }, issue);
      return found?.fields.labels.includes(keyMark(notification)) === true ? { id, isOpen: isOpen(found.fields) } : undefined;
    },
    async create(notification, signal) {
      const made = {
        fields: {
          project: { key: projectOf(notification) },
          issuetype: { name: issueType },
          summary: fitText(contentOf(notification).heading, LONGEST_SUMMARY),
          description: documentOf(notification),
          labels: [LABEL, keyMark(notification), ...labels],
        },
      };
      const { key } = await caller.ask({ method: 'POST', path: '/rest/api/3/issue', body: made, signal }, issue.pick({ key: true }));
      return key;
    },
    comment: (id, notification, signal) =>
      caller.tell({ method: 'POST', path: `/rest/api/3/issue/${id}/comment`, body: { body: documentOf(notification) }, signal }),
    async close(id, _notification, signal) {
      const path = `/rest/api/3/issue/${id}/transitions`;
      const possible = (await caller.ask({ method: 'GET', path, signal }, transitions)).transitions;
      const chosen = possible.find(({ name, to }) => (transition === undefined ? to?.statusCategory.key === DONE : name === transition));
      if (chosen === undefined) throw new CallFailed({ kind: 'refused', reason: noTransition(id, transition, possible) });
      await caller.tell({ method: 'POST', path, body: { transition: { id: chosen.id } }, signal });
    },
  };
}

function noTransition(id: string, wanted: string | undefined, possible: readonly { readonly name: string }[]): string {
  const names = possible.map(({ name }) => JSON.stringify(name)).join(', ');
  return `issue ${id} has no transition ${wanted === undefined ? 'to a status of the category "done"' : JSON.stringify(wanted)}; it has ${names}`;
}

/** An Atlassian document: text in a block of code is read as nothing but text. */
function documentOf(notification: Notification): object {
  const content = contentOf(notification);
  const text = fitText(`${content.heading}\n\n${plainText(content)}`, LONGEST_TEXT);
  return { type: 'doc', version: 1, content: [{ type: 'codeBlock', attrs: { language: 'text' }, content: [{ type: 'text', text }] }] };
}
