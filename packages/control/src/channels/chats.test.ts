import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { channelOf, deliver } from '../../test/configured-channel.ts';
import { HOSTILE_TEXTS, hostileNotification } from '../../test/hostile-notification.ts';
import { startHttpReceiver } from '../../test/http-receiver.ts';
import { notificationWith } from '../../test/notification.ts';
import { pagerdutyEvent } from './pagerduty.ts';
import { slackMessage } from './slack.ts';
import { teamsMessage } from './teams.ts';
import { withoutMentions } from './text/mentions.ts';

/** All texts of a document, keys left aside. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const notification = fc.record({
  title: fc.string({ unit: 'binary', maxLength: 200 }),
  text: fc.string({ unit: 'binary', maxLength: 4000 }),
  facts: fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ unit: 'binary', maxLength: 500 })), {
    maxLength: 30,
  }),
});

describe('Slack', () => {
  /** https://docs.slack.dev/reference/block-kit/blocks, as far as it is used: plain text only. */
  const plain = (most: number) =>
    z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most), emoji: z.literal(false) });
  const message = z.strictObject({
    text: z.string().min(1).max(3000),
    unfurl_links: z.literal(false),
    unfurl_media: z.literal(false),
    blocks: z
      .array(
        z.union([
          z.strictObject({ type: z.literal('header'), text: plain(150) }),
          z.strictObject({ type: z.literal('section'), text: plain(3000) }),
          z.strictObject({ type: z.literal('section'), fields: z.array(plain(2000)).min(1).max(10) }),
        ]),
      )
      .max(50),
  });

  test('a message is what Slack takes, and says what there is to say', async () => {
    const receiver = await startHttpReceiver();
    const channel = channelOf("slack: { url: '${env:URL}' }", { URL: `${receiver.origin}/services/T0/B0/secret` });
    expect(await deliver(channel, notificationWith())).toEqual({ kind: 'delivered', answer: 'answered 200: ok' });
    const sent = message.parse(receiver.last());
    expect(sent.text).toBe('[high, new] Enumeration of orders');
    expect(textsOf(sent.blocks).join('\n')).toMatch(
      /It goes on\.[\s\S]*Caller: user:alice[\s\S]*Owners: orders team[\s\S]*airside incidents show 1/,
    );
    expect(receiver.requests[0]?.headers['content-type']).toContain('application/json');
    expect(channel.target).toBe(receiver.origin);
  });

  test('nothing that callers wrote is mark-up, a link or a call to anybody', () => {
    const sent = message.parse(slackMessage(hostileNotification()));
    for (const text of textsOf(sent)) {
      expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      expect(text).not.toMatch(/@(everyone|here|channel|all|octocat)/i);
    }
    expect(textsOf(sent).join(' ')).toContain('alice@example.com');
  });

  test('any text fits into the limits, and no escape is cut in two', () => {
    fc.assert(
      fc.property(notification, (fields) => {
        const sent = message.parse(slackMessage(notificationWith({ ...fields, commands: ['x'.repeat(500)] })));
        for (const text of textsOf(sent)) expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|[\ud800-\udbff]$/);
      }),
      { numRuns: 50 },
    );
    expect(() => message.parse(slackMessage(notificationWith({ title: '<'.repeat(200), text: '&'.repeat(4000) })))).not.toThrow();
  });
});

describe('Teams', () => {
  /** https://adaptivecards.io/explorer, as far as it is used: text runs, which are not read as Markdown. */
  const run = z.strictObject({
    type: z.literal('TextRun'),
    text: z.string().min(1),
    weight: z.literal('Bolder').optional(),
    size: z.literal('Medium').optional(),
    color: z.enum(['Good', 'Attention', 'Warning', 'Default']).optional(),
    fontType: z.literal('Monospace').optional(),
  });
  const message = z.strictObject({
    type: z.literal('message'),
    attachments: z
      .array(
        z.strictObject({
          contentType: z.literal('application/vnd.microsoft.card.adaptive'),
          contentUrl: z.null(),
          content: z.strictObject({
            $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
            type: z.literal('AdaptiveCard'),
            version: z.literal('1.4'),
            body: z.array(z.strictObject({ type: z.literal('RichTextBlock'), inlines: z.array(run).min(1) })).min(1),
          }),
        }),
      )
      .length(1),
  });

  test('a card is what a workflow takes, whatever callers wrote, and its answer 202 is enough', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.writeHead(202).end();
    const channel = channelOf("teams: { url: '${env:URL}' }", { URL: `${receiver.origin}/workflows/1?sig=secret` });
    expect(await deliver(channel, hostileNotification())).toEqual({ kind: 'delivered', answer: 'answered 202' });
    const sent = message.parse(receiver.last());
    expect(textsOf(sent).join('\n')).toContain('[Reset](https://evil.example)');
    expect(receiver.requests[0]?.url).toBe('/workflows/1?sig=secret');
  });

  test('a card is never larger than Teams takes', () => {
    fc.assert(
      fc.property(notification, (fields) => {
        const sent = JSON.stringify(message.parse(teamsMessage(notificationWith(fields))));
        expect(Buffer.byteLength(sent)).toBeLessThan(28_000);
      }),
      { numRuns: 50 },
    );
  });

  test('nor with the longest texts of three bytes each', () => {
    const long = notificationWith({
      title: '漢'.repeat(200),
      text: '漢\n'.repeat(2000),
      facts: Array.from({ length: 30 }, () => ['漢'.repeat(100), '漢'.repeat(500)]),
      commands: Array.from({ length: 10 }, () => '漢'.repeat(500)),
    });
    expect(Buffer.byteLength(JSON.stringify(teamsMessage(long)))).toBeLessThan(28_000);
  });
});

describe('PagerDuty', () => {
  const KEY = 'r'.repeat(32);
  /** https://developer.pagerduty.com/api-reference, Events API v2. */
  const common = { routing_key: z.string().length(32), dedup_key: z.string().min(1).max(255), client: z.string() };
  const event = z.union([
    z.strictObject({ ...common, event_action: z.enum(['acknowledge', 'resolve']) }),
    z.strictObject({
      ...common,
      event_action: z.literal('trigger'),
      payload: z.strictObject({
        summary: z.string().min(1).max(1024),
        source: z.string().min(1),
        severity: z.enum(['critical', 'warning', 'error', 'info']),
        timestamp: z.iso.datetime(),
        component: z.string().optional(),
        class: z.string(),
        custom_details: z.record(z.string(), z.string()),
      }),
    }),
  ]);

  test('what begins and changes triggers, what somebody takes over is acknowledged, what is over resolves, under one key', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = (_request, response) => response.writeHead(202).end('{"status":"success"}');
    const channel = channelOf(`pagerduty: { routingKey: '\${env:KEY}', url: '${receiver.origin}/v2/enqueue' }`, { KEY });
    for (const state of ['opened', 'changed', 'acknowledged', 'resolved'] as const) await deliver(channel, notificationWith({ state }));
    const sent = receiver.requests.map(({ body }) => event.parse(JSON.parse(body)));
    expect(sent.map(({ event_action: action }) => action)).toEqual(['trigger', 'trigger', 'acknowledge', 'resolve']);
    expect(new Set(sent.map(({ dedup_key: key }) => key)).size).toBe(1);
  });

  test('the key that it echoes is not told', async () => {
    const receiver = await startHttpReceiver();
    receiver.answer = ({ body }, response) => response.writeHead(400).end(body);
    const channel = channelOf(`pagerduty: { routingKey: '\${env:KEY}', url: '${receiver.origin}/' }`, { KEY });
    expect(JSON.stringify(await deliver(channel, notificationWith()))).not.toContain(KEY);
  });

  test.each(['', ' ', 'x'.repeat(200), 'ü', 'a\nb'])('any key becomes one that is taken: %j', (key) => {
    expect(() => event.parse(pagerdutyEvent(hostileNotification({ key }), KEY))).not.toThrow();
  });
});

test('whatever stands around it, nobody is mentioned, and mail addresses stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, '@', '@everyone', ' @here', 'x@all'), fc.string())), (parts) => {
      expect(withoutMentions(parts.join(''))).not.toMatch(/@(everyone|here|channel|all)|(^|\s)@[a-z]/i);
    }),
  );
  expect(withoutMentions('alice.b@shop.example')).toBe('alice.b@shop.example');
});
