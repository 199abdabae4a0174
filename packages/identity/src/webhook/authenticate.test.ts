import { createHmac } from 'node:crypto';

import { Secret, type WebhookRecord, type WebhookScheme } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import { ACME } from '../../test/directory.ts';
import { headers } from '../../test/tokens.ts';
import { createDirectory } from '../directory/memory.ts';
import { createReplayMemory, type ReplayMemory } from '../replay/memory.ts';
import type { Use } from '../replay/store.ts';
import { createWebhookAuthenticator } from './authenticate.ts';
import { WEBHOOK_SCHEMES } from './schemes.ts';

const directory = createDirectory({ consumer: [ACME] });

/** What the makers of the schemes print in their documentation. */
const DOCUMENTED = {
  'standard-webhooks': {
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    atMs: 1_614_265_330_000,
    fields: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    body: '{"test": 2432232314}',
  },
  github: {
    secret: "It's a Secret to Everybody",
    atMs: 0,
    fields: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
    body: 'Hello, World!',
  },
  slack: {
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    atMs: 1_531_420_618_000,
    fields: {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    },
    body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  },
} as const;

const STRIPE_SECRET = 'whsec_0123456789abcdef0123456789';
const STRIPE_AT = 1_700_000_000;
const stripeMac = (body: string, at: number | string = STRIPE_AT) =>
  createHmac('sha256', STRIPE_SECRET).update(`${at}.${body}`).digest('hex');
const stripe = (body: string, at: number | string = STRIPE_AT) => ({
  'stripe-signature': `t=${at},v1=${stripeMac(body, at)},v0=${'0'.repeat(64)}`,
});

function sender(scheme: WebhookScheme, ...secrets: readonly string[]): WebhookRecord {
  return { id: 'sender', source: 'file', consumer: 'acme', scheme, secrets: secrets.map((secret) => new Secret(secret)) };
}

interface Delivery {
  readonly atMs?: number;
  readonly replay?: ReplayMemory;
  readonly more?: readonly WebhookRecord[];
}

/** What becomes of a delivery: `accepted`, `absent`, or why it is refused. */
function deliver(record: WebhookRecord, fields: Readonly<Record<string, string>>, body: string, delivery: Delivery = {}): string {
  const { atMs = STRIPE_AT * 1000, replay = createReplayMemory({ now: () => atMs }), more = [] } = delivery;
  const webhooks = [record, ...more];
  const it = createWebhookAuthenticator({ realm: 'r', directory, webhooks, toleranceMs: 300_000, replay, now: () => atMs });
  const answer = it.authenticate(headers(fields));
  if (answer instanceof Promise) throw new Error('did not expect a promise');
  if (answer.outcome === 'accepted') {
    expect(answer.principal).toMatchObject({ kind: 'webhook', consumer: 'acme', credential: record.id });
    const fault = answer.body?.(Buffer.from(body)) ?? 'accepted';
    if (fault instanceof Promise) throw new Error('did not expect a promise');
    return fault;
  }
  return 'reason' in answer ? answer.reason : answer.outcome;
}

describe.each(Object.entries(DOCUMENTED))('%s', (name, { secret, atMs, fields, body }) => {
  const record = sender(WEBHOOK_SCHEMES[name as keyof typeof DOCUMENTED], secret);

  test('its documented example is accepted', () => expect(deliver(record, fields, body, { atMs })).toBe('accepted'));
  test('another body is refused', () => expect(deliver(record, fields, `${body} `, { atMs })).toMatch(/does not fit/));
  test('no body is refused', () => expect(deliver(record, fields, '', { atMs })).toMatch(/does not fit/));
  test('another secret is refused', () => {
    const other = sender(record.scheme, secret.replaceAll('r', 's').replaceAll('8', '9'));
    expect(deliver(other, fields, body, { atMs })).toMatch(/does not fit/);
  });
  test('the new and the old secret are accepted while they are changed', () => {
    const both = sender(
      record.scheme,
      record.scheme.secretEncoding === 'whsec' ? 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' : 'another-secret-0123',
      secret,
    );
    expect(deliver(both, fields, body, { atMs })).toBe('accepted');
  });
  test.runIf(atMs > 0)('is refused when it is five minutes old, or early', () => {
    expect(deliver(record, fields, body, { atMs: atMs + 301_000 })).toMatch(/time/);
    expect(deliver(record, fields, body, { atMs: atMs - 301_000 })).toMatch(/time/);
  });
  test.runIf(atMs > 0)('is refused the second time', () => {
    const replay = createReplayMemory({ now: () => atMs });
    expect(deliver(record, fields, body, { atMs, replay })).toBe('accepted');
    expect(deliver(record, fields, body, { atMs, replay })).toMatch(/delivered before/);
  });
});

describe('stripe', () => {
  const record = sender(WEBHOOK_SCHEMES.stripe, STRIPE_SECRET);

  test('is accepted, beside signatures of an older scheme', () => expect(deliver(record, stripe('{}'), '{}')).toBe('accepted'));

  const CASES: Readonly<Record<string, readonly [string, RegExp]>> = {
    'a time that was changed': [`t=${STRIPE_AT + 1},v1=${stripeMac('{}')}`, /does not fit/],
    'two times': [`t=${STRIPE_AT},t=${STRIPE_AT},v1=${stripeMac('{}')}`, /time/],
    'no time': [`v1=${stripeMac('{}')}`, /time/],
    'a time with a sign': [`t=+${STRIPE_AT},v1=${stripeMac('{}', `+${STRIPE_AT}`)}`, /time/],
    'a time that is no number': [`t=now,v1=${stripeMac('{}', 'now')}`, /time/],
    'an older scheme alone': [`t=${STRIPE_AT},v0=${stripeMac('{}')}`, /no signature/],
    'half a signature': [`t=${STRIPE_AT},v1=${stripeMac('{}').slice(0, 32)}`, /no signature/],
    'no signature': [`t=${STRIPE_AT},v1=`, /no signature/],
    'more signatures than anybody sends': [
      `t=${STRIPE_AT},${Array.from({ length: 9 }, () => `v1=${stripeMac('{}')}`).join(',')}`,
      /more than 8/,
    ],
    'a field without end': [`t=${STRIPE_AT},${'a'.repeat(5000)}`, /too long/],
  };
  test.each(Object.entries(CASES))('%s: refused', (_name, [field, reason]) => {
    expect(deliver(record, { 'stripe-signature': field }, '{}')).toMatch(reason);
  });
});

describe('standard-webhooks', () => {
  const { secret, atMs, fields, body } = DOCUMENTED['standard-webhooks'];
  const record = sender(WEBHOOK_SCHEMES['standard-webhooks'], secret);

  test.each(['', 'a.b', 'a b', 'x'.repeat(257)])('id %j: refused', (id) => {
    expect(deliver(record, { ...fields, 'webhook-id': id }, body, { atMs })).toMatch(/webhook-id/);
  });
  test('without its id: refused', () => {
    const { 'webhook-id': _, ...rest } = fields;
    expect(deliver(record, rest, body, { atMs })).toMatch(/webhook-id/);
  });
  test('a full memory lets nothing in', () => {
    const replay = createReplayMemory({ capacity: 0, now: () => atMs });
    expect(deliver(record, fields, body, { atMs, replay })).toMatch(/too many/);
  });

  test('is refused as a copy, or cannot be judged, as a store elsewhere says', async () => {
    const judged = (use: () => Promise<Use>) => {
      const options = { realm: 'r', directory, webhooks: [record], toleranceMs: 300_000, now: () => atMs };
      const answer = createWebhookAuthenticator({ ...options, replay: { use } }).authenticate(headers(fields));
      return 'body' in answer ? answer.body?.(Buffer.from(body)) : answer;
    };
    expect(await judged(async () => 'first')).toBeUndefined();
    expect(await judged(async () => 'again')).toMatch(/delivered before/);
    await expect(judged(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  });
});

describe('several senders', () => {
  const github = sender(WEBHOOK_SCHEMES.github, DOCUMENTED.github.secret);
  const other = { ...sender(WEBHOOK_SCHEMES.stripe, STRIPE_SECRET), id: 'other' };

  test('signatures of two of them on one request are refused', () => {
    const { fields, body } = DOCUMENTED.github;
    expect(deliver(github, { ...fields, ...stripe(body) }, body, { more: [other] })).toMatch(/two senders/);
  });
  test('no two may use one field', () => {
    expect(() => deliver(github, {}, '', { more: [{ ...github, id: 'twin' }] })).toThrow(/both use the field/);
  });
  test('a request with none of their fields is nobody’s', () => expect(deliver(github, { 'x-other': '1' }, '')).toBe('absent'));
  test('one of a consumer that is gone is refused', () => {
    expect(deliver({ ...github, consumer: 'gone' }, DOCUMENTED.github.fields, DOCUMENTED.github.body)).toMatch(/does not exist/);
  });
  test.each(['whsec_short', 'whsec_not*base64*not*base64*not*base64', ''])(
    'a secret such as %j is refused when it is configured',
    (text) => {
      expect(() => deliver(sender(WEBHOOK_SCHEMES['standard-webhooks'], text), {}, '')).toThrow(/base64/);
    },
  );
});
