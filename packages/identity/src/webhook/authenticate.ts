import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

import type { Principal, WebhookRecord, WebhookScheme } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator, type BodyCheck } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import { quotedString } from '../header/quoted-string.ts';
import { replayId } from '../replay/id.ts';
import type { ReplayStore, Use } from '../replay/store.ts';
import { readWebhook, type WebhookFields } from './read.ts';
import { importWebhookSecret } from './secret.ts';

export interface WebhookOptions {
  readonly realm: string;
  readonly directory: Directory;
  /** The senders that are accepted, no two of which use the same signature field. */
  readonly webhooks: readonly WebhookRecord[];
  /** How far the time of a webhook may be from now. */
  readonly toleranceMs: number;
  /** Remembers deliveries. */
  readonly replay: ReplayStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts webhooks that are signed with a secret of their sender. What is signed is the body, so until that has been read it is a claim that
 * anybody can make. Neither method nor path is signed: a webhook is good for every API that accepts its sender. The challenge scheme `Webhook`
 * is not registered with IANA.
 *
 * @throws {TypeError} when a secret is malformed, or two senders use one field.
 */
export function createWebhookAuthenticator(options: WebhookOptions): Authenticator {
  const { directory, realm, toleranceMs, replay, now = Date.now } = options;
  const senders = new Map<string, Sender>();
  for (const record of options.webhooks) {
    const { signatureField, secretEncoding } = record.scheme;
    const other = senders.get(signatureField);
    if (other !== undefined) throw new TypeError(`webhooks ${other.record.id} and ${record.id} both use the field ${signatureField}`);
    const secrets = record.secrets.map((secret) => importWebhookSecret(secret.reveal(), secretEncoding));
    senders.set(signatureField, { record, secrets });
  }
  const fields = [...senders.keys()];
  return {
    kind: 'webhook',
    challenge: `Webhook realm=${quotedString(realm)}`,
    headers: fields,
    isPresented: (request) => fields.some((field) => request.header(field) !== undefined),
    authenticate(request) {
      const [field, second] = fields.filter((name) => request.header(name) !== undefined);
      const sender = field === undefined ? undefined : senders.get(field);
      if (sender === undefined) return ABSENT;
      const { record } = sender;
      const refused = (reason: string): Authentication => ({ outcome: 'refused', reason: `webhook ${record.id}: ${reason}` });
      if (second !== undefined) return refused('request has signatures of two senders');
      const read = readWebhook(request, record.scheme);
      if (typeof read === 'string') return refused(read);
      const nowMs = now();
      const { timestampMs } = read;
      if (timestampMs !== undefined && Math.abs(nowMs - timestampMs) > toleranceMs) return refused('its time is too far from now');
      const standing = standingOf(record, directory);
      if ('fault' in standing) return refused(standing.fault);
      const principal: Principal = Object.freeze({
        kind: 'webhook',
        subject: record.consumer,
        consumer: record.consumer,
        credential: record.id,
        scopes: Object.freeze([...(record.scopes ?? directory.consumer(record.consumer)?.scopes ?? [])]),
        ...standing,
      });
      const remember: Remember = (mac) =>
        timestampMs === undefined
          ? 'first'
          : replay.use(`consumer ${record.consumer}`, replayId('webhook', record.id, mac), timestampMs + toleranceMs + 1);
      return { outcome: 'accepted', principal, body: bodyCheck(sender, read, remember) };
    },
  };
}

interface Sender {
  readonly record: WebhookRecord;
  readonly secrets: readonly KeyObject[];
}

type Remember = (mac: string) => Use | Promise<Use>;

/**
 * A delivery is known by its signature, which holds id, time and body: a sender that tries again signs a later time, so that only a copy of
 * what was accepted before is refused.
 */
function bodyCheck({ record, secrets }: Sender, fields: WebhookFields, remember: Remember): BodyCheck {
  return (body) => {
    let accepted: Buffer | undefined;
    // All are looked at, whichever fits: the time of the answer tells nothing.
    for (const secret of secrets) {
      const mac = macOf(record.scheme, secret, fields, body);
      for (const signature of fields.signatures) if (timingSafeEqual(signature, mac)) accepted = mac;
    }
    if (accepted === undefined) return `webhook ${record.id}: signature does not fit`;
    const conclude = (use: Use): string | undefined => {
      if (use === 'first') return undefined;
      return use === 'again' ? `webhook ${record.id}: was delivered before` : `webhook ${record.id}: too many deliveries to remember`;
    };
    const use = remember(accepted.toString('base64'));
    return use instanceof Promise ? use.then(conclude) : conclude(use);
  };
}

function macOf({ hash, content }: WebhookScheme, secret: KeyObject, { id, timestamp }: WebhookFields, body: Uint8Array): Buffer {
  const mac = createHmac(hash, secret);
  for (const part of content) mac.update(part === 'body' ? body : part === 'id' ? id : part === 'timestamp' ? timestamp : part.text);
  return mac.digest();
}
