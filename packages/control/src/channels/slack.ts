import type { ChannelConfiguration, Notification } from '@airside/domain';

import { postJson } from './post-json.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText } from './text/content.ts';
import { withoutMentions } from './text/mentions.ts';

type Settings = NonNullable<ChannelConfiguration['slack']>;

/** Limits of Block Kit, in characters as they are sent. */
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 3000;
const LONGEST_FIELD = 2000;
const MOST_FIELDS = 10;

/** An incoming webhook of Slack, or of what takes the same messages. */
export function slackReceiver({ url: secretUrl }: Settings, context: ReceiverContext): Receiver {
  const url = new URL(secretUrl.reveal());
  const secrets = [url.href, url.pathname];
  return {
    target: url.origin,
    deliver: (notification, { signal }) => postJson(url, slackMessage(notification), context, { signal, secrets }),
  };
}

/** All text is plain: no mark-up is interpreted in it. Only the summary in notifications of clients (`text`) is Slack's mark-up. */
export function slackMessage(notification: Notification): object {
  const { heading, text, facts, commands } = contentOf(notification);
  const fields = facts.map(([name, value]) => plain(`${name}: ${value}`, LONGEST_FIELD));
  const groups = Array.from({ length: Math.ceil(fields.length / MOST_FIELDS) }, (_, index) =>
    fields.slice(index * MOST_FIELDS, (index + 1) * MOST_FIELDS),
  );
  const body = text.join('\n');
  return {
    text: fitEscaped(heading, LONGEST_SECTION),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(heading, LONGEST_HEADER) },
      ...(body.trim() === '' ? [] : [{ type: 'section', text: plain(body, LONGEST_SECTION) }]),
      ...groups.map((group) => ({ type: 'section', fields: group })),
      ...(commands.length === 0 ? [] : [{ type: 'section', text: plain(commands.join('\n'), LONGEST_SECTION) }]),
    ],
  };
}

function plain(text: string, most: number): object {
  return { type: 'plain_text', text: fitEscaped(text, most), emoji: false };
}

/** Escaped as Slack asks for, so that nothing becomes `<!channel>`, `<@U123>` or `<url|other text>`; cut so that no escape is cut. */
function fitEscaped(text: string, most: number): string {
  const safe = withoutMentions(text);
  for (let length = most; ; length = Math.floor(length * 0.8)) {
    const escaped = fitText(safe, length).replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? '');
    if (escaped.length <= most) return escaped;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
