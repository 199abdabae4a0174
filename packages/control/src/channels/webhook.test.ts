import type { Notification, WebhookRecord } from '@airside/domain';
import { Secret } from '@airside/domain';
import { createDirectory, createReplayMemory, createWebhookAuthenticator, WEBHOOK_SCHEMES } from '@airside/identity';
import { expect, test } from 'vitest';

import { channelOf, deliver } from '../../test/configured-channel.ts';
import { hostileNotification } from '../../test/hostile-notification.ts';
import { startHttpReceiver } from '../../test/http-receiver.ts';
import { notificationWith } from '../../test/notification.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

async function startWebhook() {
  const receiver = await startHttpReceiver();
  return { receiver, channel: channelOf(`webhook: { url: '${receiver.origin}/hook?token=hidden', secret: '\${env:SECRET}' }`, { SECRET }) };
}

/** What Airside's own verifier, with this secret, says of a request. */
function verify(
  { headers, body }: { headers: Readonly<Record<string, unknown>>; body: string },
  secret: string,
  replay = memory(),
): string | undefined {
  const webhook: WebhookRecord = {
    id: 'sender',
    consumer: 'acme',
    source: 'file',
    scheme: WEBHOOK_SCHEMES['standard-webhooks'],
    secrets: [new Secret(secret)],
  };
  const directory = createDirectory({ consumer: [{ id: 'acme', source: 'file', scopes: [], roles: [], groups: [], suspended: false }] });
  const authenticator = createWebhookAuthenticator({ realm: 'r', directory, webhooks: [webhook], toleranceMs: 300_000, replay });
  const answer = authenticator.authenticate({
    header: (name: string) => headers[name] as string | undefined,
  } as Parameters<typeof authenticator.authenticate>[0]);
  if (answer instanceof Promise || answer.outcome !== 'accepted') return JSON.stringify(answer);
  return answer.body?.(Buffer.from(body)) as string | undefined;
}

const memory = () => createReplayMemory({ capacity: 10 });

test('what is sent is accepted by the verifier of the same scheme, and by it alone that knows the secret', async () => {
  const { receiver, channel } = await startWebhook();
  expect(await deliver(channel, hostileNotification())).toEqual({ kind: 'delivered', answer: 'answered 200: ok' });
  const [request] = receiver.requests;
  if (request === undefined) throw new Error('nothing was sent');
  expect(verify(request, SECRET)).toBeUndefined();
  expect(verify({ ...request, body: `${request.body} ` }, SECRET)).toContain('signature does not fit');
  expect(verify(request, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toContain('signature does not fit');
  expect(verify({ ...request, headers: { ...request.headers, 'webhook-id': 'msg_other' } }, SECRET)).toContain('signature does not fit');
});

test('the body says what happened and holds the whole notification; a second attempt has the same id', async () => {
  const { receiver, channel } = await startWebhook();
  const notification: Notification = notificationWith({ id: 'id with spaces.and\u001bmore', state: 'resolved' });
  await deliver(channel, notification);
  await deliver(channel, notification);
  expect(receiver.last()).toEqual({ type: 'incident.resolved', timestamp: notification.time, data: notification });
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
  expect(ids[0]).toMatch(/^msg_[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(1);
  expect(receiver.requests[0]?.url).toBe('/hook?token=hidden');
});

test('what the receiver echoes of the secret or the address is not told', async () => {
  const { receiver, channel } = await startWebhook();
  receiver.answer = ({ url }, response) => response.writeHead(400).end(`bad: ${url} ${SECRET}`);
  const outcome = await deliver(channel, notificationWith());
  expect(outcome).toEqual({ kind: 'refused', reason: 'answered 400: bad: *** ***' });
  expect(JSON.stringify(channel)).not.toContain('hidden');
});

test.each([
  ['no secret in clear', "webhook: { url: 'https://a.example/', secret: whsec_abc }"],
  ['a secret that is too short', "webhook: { url: 'https://a.example/', secret: '${env:SHORT}' }"],
  ['plain http to another machine', "webhook: { url: 'http://a.example/', secret: '${env:SECRET}' }"],
  ['a password in the address', "webhook: { url: 'https://u:p@a.example/', secret: '${env:SECRET}' }"],
  ['two kinds at once', "webhook: { url: 'https://a.example/', secret: '${env:SECRET}' }, slack: { url: '${env:URL}' }"],
  ['no kind', 'for: {}'],
])('refused in the configuration: %s', (_case, yaml) => {
  expect(() => channelOf(yaml, { SECRET, SHORT: 'whsec_YWJj', URL: 'https://a.example/x' })).toThrow();
});
