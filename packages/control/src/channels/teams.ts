import type { ChannelConfiguration, Notification } from '@airside/domain';

import { postJson } from './post-json.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText } from './text/content.ts';

type Settings = NonNullable<ChannelConfiguration['teams']>;

/** Teams takes 28 KB; a character may have three bytes, and JSON may escape it. */
const LONGEST_HEADING = 250;
const LONGEST_TEXT = 2000;
const LONGEST_FACT = 300;
const MOST_FACTS = 20;

/** A workflow of Microsoft Teams that posts the card it is sent. */
export function teamsReceiver({ url: secretUrl }: Settings, context: ReceiverContext): Receiver {
  const url = new URL(secretUrl.reveal());
  const secrets = [url.href, url.pathname, url.search].filter((text) => text.length > 1);
  return {
    target: url.origin,
    deliver: (notification, { signal }) => postJson(url, teamsMessage(notification), context, { signal, secrets }),
  };
}

/**
 * An Adaptive Card (1.4). Everything is in text runs, which, other than text blocks and facts, are not read as Markdown; a mention needs
 * entities, of which there are none.
 */
export function teamsMessage(notification: Notification): object {
  const { heading, text, facts, commands } = contentOf(notification);
  const body = fitText(text.join('\n'), LONGEST_TEXT);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      richText([run(fitText(heading, LONGEST_HEADING), { weight: 'Bolder', size: 'Medium', color: colorOf(notification) })]),
      ...body.split('\n').map((line) => richText([run(line)])),
      ...facts
        .slice(0, MOST_FACTS)
        .map(([name, value]) =>
          richText([run(`${fitText(name, LONGEST_FACT)}: `, { weight: 'Bolder' }), run(fitText(value, LONGEST_FACT))]),
        ),
      ...commands.map((command) => richText([run(fitText(command, LONGEST_FACT), { fontType: 'Monospace' })])),
    ],
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function richText(inlines: readonly object[]): object {
  return { type: 'RichTextBlock', inlines };
}

function run(text: string, style: object = {}): object {
  // A run without text is not valid.
  return { type: 'TextRun', text: text === '' ? ' ' : text, ...style };
}

function colorOf({ state, severity }: Notification): string {
  if (state === 'resolved') return 'Good';
  return severity === 'critical' || severity === 'high' ? 'Attention' : severity === 'medium' ? 'Warning' : 'Default';
}
