import { createSecretKey, type KeyObject } from 'node:crypto';

import type { WebhookScheme } from '@airside/domain';

/** 24 bytes are the least that Standard Webhooks allow; they are more than anybody can guess. */
const LEAST_BYTES = 24;
/** As text a secret may be of letters and digits only. */
const LEAST_CHARACTERS = 16;

/**
 * The key that a secret stands for.
 *
 * @throws {TypeError} when it is malformed or too short; the message holds nothing of it.
 */
export function importWebhookSecret(text: string, encoding: WebhookScheme['secretEncoding']): KeyObject {
  if (encoding === 'utf8') {
    if (text.length < LEAST_CHARACTERS) throw new TypeError(`is too short: expected at least ${LEAST_CHARACTERS} characters`);
    return createSecretKey(text, 'utf8');
  }
  const encoded = encoding === 'whsec' && text.startsWith('whsec_') ? text.slice('whsec_'.length) : text;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw new TypeError('cannot be read: expected base64');
  if (bytes.length < LEAST_BYTES) throw new TypeError(`is too short: expected at least ${LEAST_BYTES} bytes in base64`);
  return createSecretKey(bytes);
}
