import { createHash } from 'node:crypto';

import type { Notification } from '@airside/domain';

import { contentOf, fitText, plainText } from './content.ts';
import { withoutMentions } from './mentions.ts';

const LONGEST_TITLE = 200;
const LONGEST_BODY = 30_000;

/** Names the thing that a notification is about in a ticket, so that it can be found again. */
export function keyMark({ key }: Pick<Notification, 'key'>): string {
  return `airside-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

/** Names one notification, so that an attempt whose answer was lost is recognised. */
export function messageMark({ id }: Pick<Notification, 'id'>): string {
  return `message-${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}

/** The marks of a ticket: the last ones in its text, because what callers wrote stands before them. */
export function marksIn(text: string | null): { readonly key: string; readonly message: string } | undefined {
  const [, key = '', message = ''] = Array.from((text ?? '').matchAll(MARKS)).at(-1) ?? [];
  return key === '' ? undefined : { key, message };
}

const MARKS = /<!-- (airside-[0-9a-f]{24}) (message-[0-9a-f]{24}) -->/g;

/** The title of an issue: one line in which nothing is code, a mention or a reference to another issue. */
export function issueTitle(notification: Notification): string {
  const { title } = contentOf(notification);
  const safe = withoutMentions(title)
    .replaceAll('`', "'")
    .replaceAll(/#(?=\w)/g, '#\u200b');
  return fitText(`[${notification.severity}] ${safe}`, LONGEST_TITLE);
}

/**
 * The notification as Markdown: all of it in one block of code, in which neither mark-up nor mentions, references and GitLab's quick actions
 * are read. The fence is longer than any run of backticks inside, so that nothing ends the block early.
 */
export function issueBody(notification: Notification): string {
  const content = contentOf(notification);
  const text = fitText(`${content.heading}\n\n${plainText(content)}`, LONGEST_BODY);
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}\n\n<!-- ${keyMark(notification)} ${messageMark(notification)} -->`;
}
