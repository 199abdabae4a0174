import type { ChannelConfiguration, Notification } from '@airside/domain';

import { postJson } from './post-json.ts';
import type { Receiver, ReceiverContext } from './receiver.ts';
import { contentOf, fitText } from './text/content.ts';

type Settings = NonNullable<ChannelConfiguration['teams']>;

/** Teams takes messages of 28 KB. */
const LARGEST_BYTES = 27_000;
const LONGEST_HEADING = 250;
const LONGEST_LINE = 1000;
const MOST_LINES = 40;
const LONGEST_FACT = 300;
const MOST_FACTS = 20;
/** What is too large is cut down in these steps, to a share of the lines, the facts and their lengths. */
const SHARES = [1, 0.5, 0.25, 0.1] as const;

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
  let message: object = {};
  for (const share of SHARES) {
    message = messageOf(notification, share);
    if (Buffer.byteLength(JSON.stringify(message)) <= LARGEST_BYTES) break;
  }
  return message;
}

function messageOf(notification: Notification, share: number): object {
  const { heading, text, facts, commands } = contentOf(notification);
  const fit = (value: string, most: number) => fitText(value, Math.ceil(most * share));
  const some = <Item>(items: readonly Item[], most: number) => items.slice(0, Math.ceil(most * share));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      richText([run(fitText(heading, LONGEST_HEADING), { weight: 'Bolder', size: 'Medium', color: colorOf(notification) })]),
      ...some(text, MOST_LINES).map((line) => richText([run(fit(line, LONGEST_LINE))])),
      ...some(facts, MOST_FACTS).map(([name, value]) =>
        richText([run(`${fit(name, LONGEST_FACT)}: `, { weight: 'Bolder' }), run(fit(value, LONGEST_FACT))]),
      ),
      ...some(commands, MOST_FACTS).map((command) => richText([run(fit(command, LONGEST_FACT), { fontType: 'Monospace' })])),
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
